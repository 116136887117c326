"""What strangers with the link see, in every state; and what the holder sees on the page of the award."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.actions import credentials
from recognition.models import AwardChange, Preferences
from tests.recognition.credentials.conftest import SITE

pytestmark = pytest.mark.django_db


def page_of(made):
    return reverse("recognition:credential", args=[made.key])


def file_of(made, form):
    return reverse("recognition:credential_file", args=[made.key, form])


def end(award, status="revoked"):
    award.status = status
    award.save()
    AwardChange.objects.create(award=award, from_status="active", to_status=status, reason="It did not hold.")


def test_a_stranger_reads_who_holds_what_and_that_it_counts(client, bo, made):
    answer = client.get(page_of(made))
    text = answer.content.decode()
    for said in ("Genuine and in force", "Bridge Builder", "Bo Nakamura", "did:web:plaudit.example"):
        assert said in text
    assert bo.email not in text
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_it_says_what_the_badge_asks_for_line_by_line(client, bo, badge, award):
    badge.criteria_text = ["Recognition from at least 2 teams.", "Work that held."]
    badge.save()
    award.refresh_from_db()
    text = client.get(page_of(credentials.make(by=bo, award=award))).content.decode()
    assert "<li>Recognition from at least 2 teams.</li><li>Work that held.</li>" in text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"status": "frozen"}, "Genuine, and on hold"),
        ({"status": "revoked"}, "Genuine, and revoked"),
        ({"status": "lapsed"}, "Genuine, and revoked"),
    ],
    ids=str,
)
def test_what_came_of_it_is_said_with_the_next_request(client, award, made, state, said):
    for name, value in state.items():
        setattr(award, name, value)
    award.save()
    answer = client.get(page_of(made))
    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert client.get(file_of(made, "json")).status_code == 200


def test_an_expired_one_says_until_when_it_counted(client, bo, give):
    made = credentials.make(by=bo, award=give(bo, expires_at=timezone.now() + timedelta(seconds=1)))
    made.valid_until = timezone.now()
    made.save()
    assert "Genuine, and expired" in client.get(page_of(made)).content.decode()


def test_what_ended_once_stays_ended_though_the_award_came_back(client, bo, award, made):
    end(award)
    award.status = "active"
    award.save()
    assert "Genuine, and revoked" in client.get(page_of(made)).content.decode()
    new = credentials.make(by=bo, award=award)
    assert "Genuine and in force" in client.get(page_of(new)).content.decode()
    assert client.get(page_of(made)).status_code == 410


@pytest.mark.parametrize("how", ["withdrawn", "hidden", "declined", "private"])
def test_what_the_holder_put_away_is_gone(client, bo, award, made, how):
    if how == "withdrawn":
        credentials.withdraw(by=bo, award=award)
    elif how == "private":
        Preferences.objects.create(person=bo, shows_badges=False)
    else:
        award.hidden, award.declined_at = how == "hidden", timezone.now() if how == "declined" else None
        award.save()
    for address in (page_of(made), file_of(made, "json"), file_of(made, "png")):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Bo Nakamura" not in answer.content.decode()


def test_an_address_that_was_never_given_is_not_found(client, db):
    assert client.get(reverse("recognition:credential", args=[uuid4()])).status_code == 404
    assert client.get(reverse("recognition:credential_file", args=[uuid4(), "json"])).status_code == 404


def test_no_other_form_is_offered(client, made):
    assert client.get(file_of(made, "exe")).status_code == 404


@pytest.mark.parametrize(
    ("accepts", "given"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("", "text/html"),
        ("application/ld+json", "application/ld+json"),
        ("application/vc", "application/vc"),
        ("application/json", "application/json"),
        ("application/vc+jwt", "application/vc+jwt"),
        ("image/tiff", "text/html"),
    ],
)
def test_programs_get_the_document_at_the_same_address(client, made, accepts, given):
    answer = client.get(page_of(made), headers={"accept": accepts})
    assert answer["Content-Type"].partition(";")[0] == given
    assert "Accept" in answer["Vary"]
    if given not in ("text/html", "application/vc+jwt"):
        assert json.loads(answer.content)["id"] == f"{SITE}/credentials/{made.key}"


def test_files_are_given_as_they_were_signed_and_to_be_kept(client, made):
    for form, content in (("json", made.document), ("jwt", made.token)):
        answer = client.get(file_of(made, form))
        assert answer.content.decode() == content
        assert answer["Content-Disposition"] == f'attachment; filename="bridge-builder.{form}"'
        assert answer["Access-Control-Allow-Origin"] == "*"


# --- the holder ---------------------------------------------------------------------------


def own_page(client):
    return client.get(reverse("recognition:award", args=["bo", "bridge-builder"])).content.decode()


def press(client, act):
    return client.post(reverse("recognition:own_credential", args=["bridge-builder", act]), follow=True)


def test_the_holder_makes_it_takes_the_link_and_withdraws_it(seen_by, bo, award):
    client = seen_by(bo)
    assert "Make the credential" in own_page(client)
    assert "ready to be taken along" in press(client, "make").content.decode()
    made = award.credentials.get()
    text = own_page(client)
    assert f"{SITE}/credentials/{made.key}" in text
    assert "Make the credential" not in text
    press(client, "withdraw")
    assert "Make the credential" in own_page(client)


def test_others_do_not_see_the_link(seen_by, ada, made):
    text = own_page(seen_by(ada))
    assert str(made.key) not in text
    assert "Take it with you" not in text
    assert seen_by(ada).post("/me/credentials/bridge-builder/withdraw").status_code == 404


def test_where_nothing_is_set_up_the_page_says_so(settings, seen_by, bo, award):
    settings.SIGNING_KEY = ""
    client = seen_by(bo)
    assert "has to set it up" in own_page(client)
    assert "has to set it up" in press(client, "make").content.decode()


def test_a_hidden_badge_tells_its_holder_that_the_link_leads_nowhere(seen_by, bo, award, made):
    award.hidden = True
    award.save()
    assert "the link leads nowhere" in own_page(seen_by(bo))


def test_acts_are_posted_and_known(seen_by, bo, award):
    client = seen_by(bo)
    assert client.get("/me/credentials/bridge-builder/make").status_code == 405
    assert client.post("/me/credentials/bridge-builder/burn").status_code == 404


def test_the_data_of_a_person_has_their_credentials(seen_by, bo, made):
    export = b"".join(seen_by(bo).get(reverse("recognition:settings_export")).streaming_content)
    assert [row["key"] for row in json.loads(export)["credentials"]] == [str(made.key)]
