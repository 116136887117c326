"""The panel's page: what waits, for whom, and the panel's word."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from recognition.actions import roles
from recognition.actions.actors import System
from recognition.models import AuditEntry, AwardChange, Notification, PanelNote, Person
from recognition.queries import audit_log

pytestmark = pytest.mark.django_db
PANEL = "/panel"
REASON = "Both handovers were looked at, and they hold."
QUESTION = "Which of the two handovers did you see yourself?"


@pytest.fixture
def steward(dina, badge):
    roles.grant(by=System("test"), person=dina, role="steward", badge=badge)
    return dina


@pytest.fixture
def admin(bo):
    roles.grant(by=System("test"), person=bo, role="admin")
    return bo


@pytest.fixture
def pending(ada, chen, give, say):
    say(chen, ada, reason="She brought both teams to one table.")
    return give(ada, status="pending", tier="silver", given_at=timezone.now() - timedelta(days=2))


def at(award, name="panel_entry"):
    return reverse(f"recognition:{name}", args=[award.badge.slug, award.person.key])


def decide(client, award, **words):
    return client.post(at(award), words)


def test_a_steward_reads_what_the_rule_found_and_what_was_said(seen_by, steward, pending):
    text = seen_by(steward).get(PANEL).content.decode()
    for words in ("Ada Lindqvist", "Three teams spoke for them.", "She brought both teams to one table.", "silver"):
        assert words in text
    assert "Approve" in text


def test_the_oldest_is_opened_and_other_badges_stay_away(seen_by, steward, pending, bo, eve, give, many_badges):
    give(bo, status="pending", given_at=datetime(2026, 3, 1, tzinfo=UTC))
    give(eve, many_badges(1)[0], status="pending")
    text = seen_by(steward).get(PANEL).content.decode()
    assert "Bridge Builder for Bo Nakamura" in text
    assert "Bridge Builder for Ada Lindqvist" not in text
    assert text.rindex("Bo Nakamura") < text.rindex("Ada Lindqvist")
    assert "Eve Moreau" not in text


def test_every_entry_has_an_address_where_the_keyboard_begins(seen_by, steward, pending, bo, give):
    give(bo, status="pending", given_at=datetime(2026, 3, 1, tzinfo=UTC))
    text = seen_by(steward).get(at(pending)).content.decode()
    assert '<h2 id="entry-name" tabindex="-1" autofocus>Bridge Builder for Ada Lindqvist' in text
    assert 'accesskey="p"' in text
    assert 'accesskey="n"' not in text


def test_after_a_decision_the_next_one_of_the_same_search_is_opened(seen_by, steward, pending, bo, eve, give):
    first = give(bo, status="pending", given_at=datetime(2026, 3, 1, tzinfo=UTC))
    give(eve, status="pending", given_at=datetime(2026, 3, 2, tzinfo=UTC))
    answer = seen_by(steward).post(f"{at(first)}?q=platform", {"decision": "approve", "reason": REASON})
    assert answer["Location"] == f"{at(pending)}?q=platform"


def test_the_queue_is_searched_and_says_so_where_nothing_is_found(seen_by, steward, pending):
    client = seen_by(steward)
    assert "Ada Lindqvist" in client.get(PANEL, {"q": "lindq", "badge": "bridge-builder"}).content.decode()
    assert "Nobody is found by this" in client.get(PANEL, {"q": "zzz"}).content.decode()


def test_approving_gives_the_badge_and_keeps_the_reason(seen_by, steward, pending):
    answer = decide(seen_by(steward), pending, decision="approve", reason=REASON)
    assert (answer.status_code, answer["Location"]) == (302, PANEL)
    pending.refresh_from_db()
    assert (pending.status, pending.given_by) == ("active", steward)
    assert AwardChange.objects.get().reason == REASON


def test_returning_asks_for_a_reason_and_keeps_the_words(seen_by, steward, pending):
    client = seen_by(steward)
    refused = decide(client, pending, decision="return", reason="No & no")
    assert refused.status_code == 422
    assert "Give a reason that the person can understand." in refused.content.decode()
    assert "No &amp; no</textarea>" in refused.content.decode()
    pending.refresh_from_db()
    assert pending.status == "pending"
    decide(client, pending, decision="return", reason=REASON)
    pending.refresh_from_db()
    assert pending.status == "revoked"


def test_what_another_steward_decided_meanwhile_is_said(seen_by, steward, pending):
    client = seen_by(steward)
    decide(client, pending, decision="approve", reason=REASON)
    late = decide(client, pending, decision="return", reason=REASON)
    assert late.status_code == 422
    assert "that does not apply" in late.content.decode()
    assert "This was decided" in client.get(at(pending)).content.decode()


def test_nobody_decides_on_what_they_gave_or_received(seen_by, steward, pending, say, give):
    say(steward, pending.person)
    own = give(steward, status="pending")
    client = seen_by(steward)
    for award in (pending, own):
        text = client.get(at(award)).content.decode()
        assert "Approve</button>" not in text
        assert "another steward decides" in text
        assert decide(client, award, decision="approve", reason=REASON).status_code == 403
        assert decide(client, award, decision="ask", reason=QUESTION).status_code == 403


def test_it_is_closed_to_others_and_not_in_their_navigation(seen_by, pending, eve):
    client = seen_by(eve)
    assert client.get(PANEL).status_code == 403
    assert client.get(at(pending)).status_code == 403
    assert decide(client, pending, decision="approve", reason=REASON).status_code == 403
    assert client.get(at(pending, "panel_words")).status_code == 404
    assert f'href="{PANEL}"' not in client.get("/").content.decode()


def test_it_is_in_the_navigation_of_stewards(seen_by, steward):
    assert f'href="{PANEL}"' in seen_by(steward).get("/").content.decode()


def test_admins_see_what_waits_and_who_decides_and_decide_nothing_yet(seen_by, admin, pending):
    client = seen_by(admin)
    assert "This badge has no steward" in client.get(PANEL).content.decode()
    assert decide(client, pending, decision="approve", reason=REASON).status_code == 403


def test_what_waits_for_long_is_marked_and_then_admins_decide_it_too(seen_by, steward, admin, pending):
    pending.given_at = timezone.now() - timedelta(days=8)
    pending.save()
    text = seen_by(steward).get(PANEL).content.decode()
    assert "waits for long" in text
    assert "program admins may decide it too." not in text.split("<aside")[0]
    pending.given_at = timezone.now() - timedelta(days=22)
    pending.save()
    client = seen_by(admin)
    assert "It has waited so long that program admins may decide it too." in client.get(PANEL).content.decode()
    assert decide(client, pending, decision="approve", reason=REASON).status_code == 302
    pending.refresh_from_db()
    assert (pending.status, pending.given_by) == ("active", admin)


def test_a_decision_of_another_kind_is_unknown(seen_by, steward, pending):
    assert decide(seen_by(steward), pending, decision="burn", reason=REASON).status_code == 404


@pytest.mark.parametrize("decision", ["approve", "return"])
def test_a_slip_of_the_hand_is_taken_back(seen_by, steward, pending, chen, decision):
    waited_since, client = pending.given_at, seen_by(steward)
    decide(client, pending, decision=decision, reason=REASON)
    assert Notification.objects.filter(person=chen).exists()
    shown = client.get(PANEL).content.decode()
    assert f'action="{at(pending, "panel_undo")}"' in shown
    answer = client.post(at(pending, "panel_undo"))
    assert answer["Location"] == at(pending)
    assert "that does not apply" in client.post(at(pending, "panel_undo"), follow=True).content.decode()
    pending.refresh_from_db()
    assert (pending.status, pending.given_by, pending.given_at) == ("pending", None, waited_since)
    assert not Notification.objects.filter(person=chen).exists()
    assert [told.kind for told in Notification.objects.filter(person=pending.person)] == ["award_waiting"]


@pytest.mark.parametrize(("decision", "said"), [("approve", "approved it"), ("return", "returned it")])
def test_what_was_decided_is_said_at_its_address_and_taken_back_there(
    seen_by, steward, pending, eve, badge, time_machine, decision, said
):
    roles.grant(by=System("test"), person=eve, role="steward", badge=badge)
    client, other = seen_by(steward), seen_by(eve)
    decide(client, pending, decision=decision, reason=REASON)
    page, list_ = client.get(at(pending)).content.decode(), client.get(PANEL).content.decode()
    assert f"{steward.display_name} {said} for the panel" in page
    assert REASON in page
    for one in (page, list_):
        assert f'action="{at(pending, "panel_undo")}"' in one
    page = other.get(at(pending)).content.decode()
    assert f"{steward.display_name} {said} for the panel" in page
    for one in (page, other.get(PANEL).content.decode()):
        assert "Take back" not in one
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    assert "Take back" not in client.get(at(pending)).content.decode() + client.get(PANEL).content.decode()


def test_the_holder_and_the_panel_read_the_reason_on_the_award(seen_by, steward, pending, bo):
    decide(seen_by(steward), pending, decision="approve", reason=REASON)
    address = reverse("recognition:award", args=[pending.person.key, pending.badge.slug])
    assert REASON in seen_by(pending.person).get(address).content.decode()
    assert REASON in seen_by(steward).get(address).content.decode()
    assert REASON not in seen_by(bo).get(address).content.decode()


def test_after_ten_minutes_a_decision_stands(seen_by, steward, pending, time_machine):
    client = seen_by(steward)
    decide(client, pending, decision="approve", reason=REASON)
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    assert "decided too long ago" in client.post(at(pending, "panel_undo"), follow=True).content.decode()
    pending.refresh_from_db()
    assert pending.status == "active"


def test_only_who_decided_takes_it_back(seen_by, steward, pending, eve, badge):
    roles.grant(by=System("test"), person=eve, role="steward", badge=badge)
    assert seen_by(eve).post(at(pending, "panel_undo")).status_code == 403
    decide(seen_by(steward), pending, decision="approve", reason=REASON)
    assert seen_by(eve).post(at(pending, "panel_undo")).status_code == 403


def test_who_decided_takes_nothing_back_once_it_is_not_theirs_to_decide(seen_by, steward, pending, say):
    client = seen_by(steward)
    decide(client, pending, decision="approve", reason=REASON)
    say(steward, pending.person)
    assert client.post(at(pending, "panel_undo")).status_code == 403
    pending.refresh_from_db()
    assert pending.status == "active"


def test_an_admin_takes_back_what_had_waited_long_enough_for_them(seen_by, steward, admin, pending):
    pending.given_at = timezone.now() - timedelta(days=22)
    pending.save()
    client = seen_by(admin)
    decide(client, pending, decision="approve", reason=REASON)
    assert client.post(at(pending, "panel_undo"))["Location"] == at(pending)


def test_that_it_was_taken_back_is_said_in_the_language_of_the_reader(seen_by, steward, pending):
    client = seen_by(steward)
    decide(client, pending, decision="approve", reason=REASON)
    client.post(at(pending, "panel_undo"))
    with translation.override("de"):
        said = AwardChange.objects.latest("id").reason_said
        entry = AuditEntry.objects.get(verb="award.reopen")
        assert ("reason", said) in audit_log.told([entry])[0].data
    assert said == "Zurückgenommen von der Person, die entschieden hatte."


@pytest.mark.parametrize("status", ["active", "frozen", "pending", "revoked"])
def test_a_steward_of_another_badge_learns_nothing_of_an_award(seen_by, eve, pending, status, bo, many_badges):
    """The same answers as where there is no award."""
    roles.grant(by=System("test"), person=eve, role="steward", badge=many_badges(1)[0])
    pending.status = status
    pending.save()
    client = seen_by(eve)
    for key in (pending.person.key, bo.key):
        entry, undo, words = (
            reverse(f"recognition:{name}", args=[pending.badge.slug, key])
            for name in ("panel_entry", "panel_undo", "panel_words")
        )
        posted = {"decision": "ask", "reason": QUESTION}
        answers = [client.get(entry), client.post(entry, posted), client.post(undo), client.get(words)]
        assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.parametrize("kind", ["panel_undo", "panel_words"])
def test_a_colleague_learns_nothing_of_an_award(seen_by, eve, pending, bo, kind):
    client = seen_by(eve)
    addresses = [reverse(f"recognition:{kind}", args=[pending.badge.slug, key]) for key in (pending.person.key, bo.key)]
    first, second = ([client.get(each).status_code, client.post(each).status_code] for each in addresses)
    assert first == second


def test_who_spoke_is_told_nothing_of_an_award_that_went_before_no_panel(seen_by, ada, chen, give, say):
    say(chen, ada)
    award = give(ada)
    assert seen_by(chen).get(at(award, "panel_words")).status_code == 404


def test_auditors_read_what_waits_and_what_was_asked_and_do_nothing(seen_by, steward, pending, eve):
    roles.grant(by=System("test"), person=eve, role="auditor")
    decide(seen_by(steward), pending, decision="ask", reason=QUESTION)
    client = seen_by(eve)
    for page in (PANEL, at(pending), at(pending, "panel_words")):
        assert QUESTION in client.get(page).content.decode()
    assert "Approve</button>" not in client.get(at(pending)).content.decode()
    for decision in ("approve", "return", "ask"):
        assert decide(client, pending, decision=decision, reason=REASON).status_code == 403
    assert client.post(at(pending, "panel_words"), {"reason": REASON}).status_code == 403
    assert client.post(at(pending, "panel_undo")).status_code == 403


def test_nothing_waits_for_an_auditor(seen_by, pending, eve):
    roles.grant(by=System("test"), person=eve, role="auditor")
    client = seen_by(eve)
    assert "waits for the panel" not in client.get("/").content.decode()
    pending.delete()
    assert "Nobody waits for a panel" in client.get(PANEL).content.decode()


def test_asking_tells_who_spoke_and_leaves_it_waiting(seen_by, steward, pending, chen):
    answer = decide(seen_by(steward), pending, decision="ask", reason=QUESTION)
    assert answer.status_code == 302
    pending.refresh_from_db()
    assert pending.status == "pending"
    told = Notification.objects.get(kind="panel_asks")
    assert (told.person, told.about, told.by) == (chen, pending.person, steward)
    assert QUESTION in seen_by(chen).get(at(pending, "panel_words")).content.decode()


def test_who_spoke_answers_and_the_panel_is_told_and_reads_it(seen_by, steward, pending, chen):
    client = seen_by(steward)
    decide(client, pending, decision="ask", reason=QUESTION)
    voice = seen_by(chen)
    refused = voice.post(at(pending, "panel_words"), {"reason": "Yes."})
    assert refused.status_code == 422
    assert "Yes.</textarea>" in refused.content.decode()
    voice.post(at(pending, "panel_words"), {"reason": "I sat in the second one, from its first minute to its last."})
    assert Notification.objects.get(kind="panel_answered").person == steward
    assert "from its first minute to its last" in client.get(at(pending)).content.decode()


def test_the_nomination_leads_those_concerned_to_the_question(seen_by, steward, pending, chen, eve):
    from recognition.models import Nomination

    page = reverse("recognition:nomination", args=[Nomination.objects.get().key])
    decide(seen_by(steward), pending, decision="ask", reason=QUESTION)
    for person, offered in ((chen, True), (pending.person, True), (eve, False)):
        assert (at(pending, "panel_words") in seen_by(person).get(page).content.decode()) == offered


def test_who_it_is_about_reads_what_was_asked_and_answers_nothing(seen_by, steward, pending):
    decide(seen_by(steward), pending, decision="ask", reason=QUESTION)
    client = seen_by(pending.person)
    text = client.get(at(pending, "panel_words")).content.decode()
    assert QUESTION in text
    assert "Your answer" not in text
    assert client.post(at(pending, "panel_words"), {"reason": REASON}).status_code == 403


def test_questions_wait_for_an_answer_before_there_are_too_many(seen_by, steward, pending):
    client = seen_by(steward)
    for _ in range(3):
        decide(client, pending, decision="ask", reason=QUESTION)
    assert "wait for an answer" in decide(client, pending, decision="ask", reason=QUESTION).content.decode()
    assert PanelNote.objects.count() == 3


def test_nothing_is_asked_where_nobody_spoke_or_all_is_decided(seen_by, steward, ada, give):
    alone = give(ada, status="pending", given_at=timezone.now())
    client = seen_by(steward)
    assert "nobody to ask" in decide(client, alone, decision="ask", reason=QUESTION).content.decode()
    decide(client, alone, decision="approve", reason=REASON)
    assert "nothing is asked any more" in decide(client, alone, decision="ask", reason=QUESTION).content.decode()


def test_the_number_of_queries_does_not_grow(seen_by, steward, company, pending, give, say, chen):
    client, counts = seen_by(steward), []
    for number in (2, 20):
        for n in range(number):
            person = Person.objects.create(key=f"w{number}-{n}", display_name=f"W {number} {n}", team=company["data"])
            give(person, status="pending")
            say(chen, person)
            say(person, pending.person)
        client.get(PANEL)
        with CaptureQueriesContext(connection) as asked:
            client.get(at(pending))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 18
