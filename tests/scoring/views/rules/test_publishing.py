"""From a draft into force, by two admins, on the pages."""

import pytest
from django.utils import timezone

from scoring.actions import publishing, rules, shadows
from scoring.models import Drill, PublishRequest, RulePreview, RuleVersion, Shadow
from tests.scoring.views.rules.conftest import LIKELIER
from tests.scoring.views.test_mine import browser

pytestmark = pytest.mark.django_db

PAGE = "/rules/bridge-builder"


@pytest.fixture
def asked(praised, admins):
    return publishing.ask(by=admins[0], text=LIKELIER, note="Three were too many.")


def test_the_second_admin_puts_it_in_force(second, asked, admins):
    answer = second.post(f"{PAGE}/requests/{asked.pk}/approve", follow=True)
    assert "Version 2 is in force" in answer.content.decode()
    live = RuleVersion.objects.get(state="live")
    assert (live.number, live.published_by, live.approved_by) == (2, *admins)


def test_nobody_approves_their_own(writer, asked):
    assert writer.post(f"{PAGE}/requests/{asked.pk}/approve").status_code == 403
    assert RuleVersion.objects.get(state="live").number == 1


def test_it_is_declined_with_a_reason(second, asked):
    second.post(f"{PAGE}/requests/{asked.pk}/decline", {"reason": "Two teams are few."})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("declined", "Two teams are few.")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "bad\x07bell"])
def test_a_decline_without_a_good_reason_comes_back_with_the_words_kept(second, asked, reason):
    answer = second.post(f"{PAGE}/requests/{asked.pk}/decline", {"reason": reason})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'aria-invalid="true"' in page
    assert reason.strip()[:100] in page
    asked.refresh_from_db()
    assert asked.state == "waiting"


def test_who_asked_takes_it_back_and_nobody_else(writer, second, asked):
    assert second.post(f"{PAGE}/requests/{asked.pk}/withdraw").status_code == 403
    writer.post(f"{PAGE}/requests/{asked.pk}/withdraw")
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_what_was_decided_meanwhile_says_so(second, asked, admins):
    publishing.withdraw(by=admins[0], request=asked)
    answer = second.post(f"{PAGE}/requests/{asked.pk}/approve", follow=True)
    assert "has been decided already" in answer.content.decode()


def test_asking_has_counted_for_the_second_person_whom_it_would_bring_the_badge(writer, admins):
    rules.draft(by=admins[0], text=LIKELIER)
    writer.post(f"{PAGE}/versions/2/ask", {"note": "Three were too many."})
    asked = PublishRequest.objects.get()
    assert (asked.note, asked.state) == ("Three were too many.", "waiting")
    assert RulePreview.objects.get().digest == asked.version.digest


def test_a_draft_is_put_on_trial_and_taken_off(writer, admins):
    rules.draft(by=admins[0], text=LIKELIER)
    writer.post(f"{PAGE}/versions/2/try")
    assert Shadow.objects.get().stopped_at is None
    writer.post(f"{PAGE}/trial/stop")
    assert Shadow.objects.get().stopped_at is not None
    assert writer.post(f"{PAGE}/trial/stop").status_code == 404


def test_a_second_trial_is_refused_with_the_way_out(writer, admins):
    shadows.start(by=admins[0], text=LIKELIER)
    rules.draft(by=admins[0], text=LIKELIER.replace("1.9", "2.2"))
    answer = writer.post(f"{PAGE}/versions/3/try", follow=True)
    assert "stop it first" in answer.content.decode()


def test_a_draft_is_previewed_and_drilled(writer, admins):
    rules.draft(by=admins[0], text=LIKELIER)
    assert writer.post(f"{PAGE}/versions/2/preview")["Location"] == f"{PAGE}/previews/{RulePreview.objects.get().pk}"
    assert writer.post(f"{PAGE}/versions/2/drill")["Location"] == f"/drills/{Drill.objects.get().pk}"


def test_what_no_longer_passes_is_refused_with_the_reason(writer, admins, badge):
    rules.draft(by=admins[0], text=LIKELIER)
    badge.state, badge.retired_at = "retired", timezone.now()
    badge.save()
    for act in ("ask", "try", "preview", "drill"):
        answer = writer.post(f"{PAGE}/versions/2/{act}", follow=True)
        assert "is retired" in answer.content.decode()


@pytest.mark.parametrize("who", ["steward", "auditor", "somebody"])
def test_nobody_but_an_admin_presses_any_button(who, request, asked, dina):
    client = browser(dina) if who == "somebody" else request.getfixturevalue(who)
    acts = [f"requests/{asked.pk}/{act}" for act in ("approve", "decline", "withdraw")]
    acts += [f"versions/2/{act}" for act in ("ask", "try", "preview", "drill")]
    for address in (*acts, "trial/stop", "edit", "check"):
        assert client.post(f"{PAGE}/{address}", {"reason": "No."}).status_code == 403
    for address in ("edit", "trial", "previews/1"):
        assert client.get(f"{PAGE}/{address}").status_code == 403
    asked.refresh_from_db()
    assert asked.state == "waiting"
    assert not Shadow.objects.exists()


def test_a_request_of_another_badge_is_not_found(second, asked):
    from recognition.models import Badge

    Badge.objects.create(slug="other", name="Other", purpose="Something else.", state="live")
    assert second.post(f"/rules/other/requests/{asked.pk}/approve").status_code == 404
