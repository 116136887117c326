"""What somebody keeps to themselves is nowhere: not on pages, not in lists, searches and news, not in the API."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recognition.actions import preferences
from recognition.models import RoleGrant, Thanks

pytestmark = pytest.mark.django_db
WORDS = "Explained the whole build to us in an hour."
THANKS = "Thank you for the map of the harbour."


@pytest.fixture
def seen_by(db):
    from django.test import Client

    from recognition.models import User

    def sign_in(person):
        user, _ = User.objects.get_or_create(username=person.key, defaults={"person": person})
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def bos(ada, bo, chen, badge):
    """Bo holds a badge, Chen nominated and thanked him; Ada looks."""
    from recognition.models import Award, Nomination

    now = timezone.now()
    said = Nomination.objects.create(
        key="n-1", badge=badge, nominator=chen, nominee=bo, reason=WORDS, at=now,
        quarter=now.year * 4 + (now.month - 1) // 3,
    )  # fmt: skip
    Thanks.objects.create(giver=chen, receiver=bo, text=THANKS, at=now)
    evidence = [{"kind": "nomination", "id": said.pk}]
    return Award.objects.create(
        person=bo, badge=badge, rule_version=1, given_at=now, why=["Three spoke."], evidence=evidence
    )


def pages(client):
    """What each page and list that could name Bo's badge or his words says."""
    addresses = [
        "/", "/people", "/people?q=bridge", "/people?badge=bridge-builder", "/people/bo", "/people/bo/words",
        "/people/bo/badges/bridge-builder", "/badges/bridge-builder", "/nominations/n-1", "/teams/platform",
        "/api/v1/awards/?person=bo", "/api/v1/awards/bo/bridge-builder/", "/api/v1/nominations/", "/api/v1/thanks/",
    ]  # fmt: skip
    return {address: client.get(address) for address in addresses}


def shows_badge(answers):
    """Addresses that name the badge as Bo's: as a mark, on the wall, in a list, as an award."""
    return {
        address
        for address, answer in answers.items()
        if answer.status_code == 200
        and (
            "/people/bo/badges/bridge-builder" in answer.content.decode()
            or 'alt="Bridge Builder"' in answer.content.decode()
            or '"rule_version"' in answer.content.decode()
        )
    }


def shows_words(answers):
    return {
        address
        for address, answer in answers.items()
        if answer.status_code == 200 and any(said in answer.content.decode() for said in (WORDS, THANKS))
    }


def test_badges_are_kept_private_everywhere(seen_by, bos, ada, bo):
    before = shows_badge(pages(seen_by(ada)))
    assert {"/", "/people", "/people?q=bridge", "/people/bo", "/api/v1/awards/?person=bo"} <= before
    preferences.choose_visibility(by=bo, badges=False, words=True)
    after = pages(seen_by(ada))
    assert shows_badge(after) == set()
    assert after["/people/bo/badges/bridge-builder"].status_code == 404
    assert after["/api/v1/awards/bo/bridge-builder/"].status_code == 404
    assert "Bo Nakamura" not in after["/people?badge=bridge-builder"].content.decode()


def test_their_owner_sees_private_badges_on_the_own_profile(seen_by, bos, bo):
    preferences.choose_visibility(by=bo, badges=False, words=True)
    answers = pages(seen_by(bo))
    assert "/people/bo" in shows_badge(answers)
    assert answers["/people/bo/badges/bridge-builder"].status_code == 200
    assert "/api/v1/awards/?person=bo" in shows_badge(answers)


def test_words_are_kept_private_everywhere(seen_by, bos, ada, bo):
    before = shows_words(pages(seen_by(ada)))
    assert {"/", "/people/bo", "/people/bo/words", "/nominations/n-1", "/api/v1/thanks/"} <= before
    preferences.choose_visibility(by=bo, badges=True, words=False)
    after = pages(seen_by(ada))
    assert shows_words(after) == set()
    assert after["/nominations/n-1"].status_code == 404
    assert after["/api/v1/awards/bo/bridge-builder/"].json()["evidence"] == []
    assert after["/people/bo/badges/bridge-builder"].status_code == 200


def test_who_wrote_and_who_received_them_still_read_private_words(seen_by, bos, bo, chen):
    preferences.choose_visibility(by=bo, badges=True, words=False)
    assert {"/people/bo", "/nominations/n-1", "/api/v1/nominations/"} <= shows_words(pages(seen_by(bo)))
    assert {"/nominations/n-1", "/api/v1/nominations/"} <= shows_words(pages(seen_by(chen)))


@pytest.mark.parametrize("role", ["steward", "reviewer", "admin", "auditor"])
def test_panel_and_overseers_read_the_private_words_they_decide_about(seen_by, bos, ada, bo, badge, role):
    preferences.choose_visibility(by=bo, badges=True, words=False)
    RoleGrant.objects.create(person=ada, role=role, badge=badge if role == "steward" else None)
    assert seen_by(ada).get("/nominations/n-1").status_code == 200


def test_a_choice_of_visibility_is_in_the_audit(bo):
    from recognition.models import AuditEntry

    preferences.choose_visibility(by=bo, badges=False, words=False)
    assert AuditEntry.objects.get(verb="preferences.choose_visibility").data == {"badges": False, "words": False}


def test_the_own_profile_says_what_is_private_and_where_to_change_it(seen_by, bos, bo):
    preferences.choose_visibility(by=bo, badges=False, words=False)
    page = seen_by(bo).get("/people/bo").content.decode()
    assert "Only you see your badges." in page
    assert f"{reverse('recognition:settings')}#visibility" in page
