"""People rule on what detectors saw, and the judge reads what they said."""

from datetime import timedelta
from functools import partial

import pytest

from recognition.actions import nominations
from recognition.models import AuditEntry, Badge, Role, RoleGrant
from scoring.actions import cases, snoozes
from scoring.facts.load import load_facts
from scoring.models import Case, CaseEvent, QueuedPerson, Snooze
from scoring.patterns.snoozes import end_due
from tests.conftest import NOW
from tests.scoring.actions.patterns import REASON, WHY, support
from tests.scoring.actions.refusing import refusal_of
from tests.scoring.sweeps import seen, sweep_sees


def test_a_finding_lowers_what_somebody_receives_and_never_below_the_floor(case, eve):
    measured, discounts = support(eve)
    assert measured == pytest.approx(2 * 0.3785, abs=1e-3)  # log2(1 + 0.3), twice
    assert [(line.code, line.factor) for line in discounts] == [("N02", 0.3)]


def test_a_dismissed_case_restores_everything_and_says_so_in_its_history(case, eve, ruth):
    ruled = cases.dismiss(by=ruth, case=case, reason=WHY)
    assert support(eve) == (2.0, ())
    assert (ruled.state, [event.kind for event in ruled.events.all()]) == ("dismissed", ["opened", "dismissed"])
    assert AuditEntry.objects.get(verb="case.dismissed").object_key == case.key
    assert set(QueuedPerson.objects.values_list("person__key", flat=True)) == {"eve"}


def test_a_dismissed_pattern_stays_dismissed_when_more_of_it_is_seen(case, words, eve, ada, chen, bo, ruth):
    cases.dismiss(by=ruth, case=case, reason=WHY)
    more = nominations.submit(by=bo, nominee=eve, badge=Badge.objects.get(slug="mentor"), reason=REASON)
    sweep_sees(seen("N02", [ada, chen, eve], [*words, more], factor=0.1))
    assert set(load_facts().findings.ruling.tolist()) == {2}
    case.refresh_from_db()
    assert case.state == "dismissed"


def test_a_confirmed_case_takes_the_floor_away_from_what_was_looked_at_only(
    case, words, eve, ada, chen, bo, clock, ruth
):
    cases.confirm(by=ruth, case=case, reason=WHY)
    assert support(eve)[0] == pytest.approx(2 * 0.1375, abs=1e-3)  # log2(1.1), twice
    clock.shift(60)
    more = nominations.submit(by=bo, nominee=eve, badge=Badge.objects.get(slug="mentor"), reason=REASON)
    sweep_sees(seen("N02", [ada, chen, eve], [*words, more], factor=0.1))
    rows = load_facts().findings
    ruled = dict(zip(rows.about_id.tolist(), rows.ruling.tolist(), strict=True))
    assert ruled == {words[0].pk: 1, words[1].pk: 1, more.pk: 0}
    case.refresh_from_db()
    assert case.state == "open"


def test_nobody_rules_on_a_case_that_concerns_them_or_their_reports(case, ada, eve, dina):
    for person in (ada, eve, dina):  # a giver, the receiver, and Ada's manager
        RoleGrant.objects.create(person=person, role=Role.REVIEWER)
        assert refusal_of(lambda by=person: cases.dismiss(by=by, case=case, reason=WHY)) == "forbidden"
    assert Case.objects.get().state == "open"


def test_only_reviewers_rule(case, bo):
    RoleGrant.objects.create(person=bo, role=Role.ADMIN)
    assert refusal_of(lambda: cases.confirm(by=bo, case=case, reason=WHY)) == "forbidden"


def test_a_ruling_needs_a_reason_and_an_open_case(case, ruth):
    assert refusal_of(lambda: cases.dismiss(by=ruth, case=case, reason="No.")) == "too_short"
    cases.dismiss(by=ruth, case=case, reason=WHY)
    assert refusal_of(lambda: cases.confirm(by=ruth, case=case, reason=WHY)) == "closed"
    cases.reopen(by=ruth, case=case, reason=WHY)
    assert cases.confirm(by=ruth, case=case, reason=WHY).state == "confirmed"


def test_a_case_is_assigned_to_somebody_who_may_rule(case, ruth, ada):
    assert refusal_of(lambda: cases.assign(by=ruth, case=case, to=ada)) == "forbidden"
    assert cases.assign(by=ruth, case=case, to=ruth).assigned_to == ruth
    assert CaseEvent.objects.filter(kind="assigned", by=ruth).exists()


def test_a_snooze_lifts_findings_of_one_kind_about_one_person_until_its_date(case, eve, ruth, clock):
    snoozes.begin(by=ruth, person=eve, code="N02", until=NOW + timedelta(days=30), reason=WHY)
    assert support(eve)[0] == 2.0
    clock.shift(timedelta(days=31))
    assert support(eve)[0] == 2.0, "the judge does not ask the clock"
    QueuedPerson.objects.all().delete()
    assert end_due() == 1
    assert support(eve)[0] < 1
    assert set(QueuedPerson.objects.values_list("person__key", flat=True)) == {"eve"}


def test_from_a_case_only_what_it_shows_about_somebody_sleeps(case, eve, bo, ruth):
    begin = partial(snoozes.begin, by=ruth, case=case, until=NOW + timedelta(days=30), reason=WHY)
    assert refusal_of(lambda: begin(person=bo, code="N02")) == "not_in_the_case"
    assert refusal_of(lambda: begin(person=eve, code="N03")) == "not_in_the_case"
    assert not CaseEvent.objects.filter(kind="snoozed").exists()
    assert begin(person=eve, code="N02").person == eve


def test_a_snooze_can_be_ended_before_its_date(case, eve, ruth):
    snooze = snoozes.begin(by=ruth, person=eve, code="N02", until=NOW + timedelta(days=30), reason=WHY)
    snoozes.end(by=ruth, snooze=snooze)
    assert support(eve)[0] < 1


@pytest.mark.parametrize(
    ("code", "days"), [("N99", 30), ("N02", -1), ("N02", 400)], ids=["no such finding", "in the past", "too long"]
)
def test_a_snooze_is_refused(code, days, case, eve, ruth):
    until = NOW + timedelta(days=days)
    begin = partial(snoozes.begin, by=ruth, person=eve, code=code, until=until, reason=WHY)
    assert refusal_of(begin) == ("out_of_range" if code == "N02" else "unknown_code")
    assert not Snooze.objects.exists()


def test_one_snooze_at_a_time_and_never_for_oneself(case, eve, ruth):
    until = NOW + timedelta(days=30)
    snoozes.begin(by=ruth, person=eve, code="N02", until=until, reason=WHY)
    assert (
        refusal_of(lambda: snoozes.begin(by=ruth, person=eve, code="N02", until=until, reason=WHY)) == "already_snoozed"
    )
    assert refusal_of(lambda: snoozes.begin(by=ruth, person=ruth, code="N02", until=until, reason=WHY)) == "forbidden"
