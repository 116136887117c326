"""P11 on the living system: whatever happens in whatever order, what is stored equals a run from scratch."""

import itertools
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from recognition.actions import nominations, outcomes, thanks
from recognition.models import Award, Badge, Nomination, Outcome, Person, Team, Thanks
from scoring.judging.due import queue_due
from scoring.judging.recalculation import recalculate_queued
from scoring.judging.reconciliation import compare
from scoring.models import Decision, QueuedPerson
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce_small_rules

PEOPLE = 10  # more than the attention of a nominator reaches in an epoch (5), so that it is shared

persons = st.integers(0, PEOPLE - 1)
days_late = st.sampled_from([0, 0, 0, 3, 100, 400])
any_number = st.integers(0, 40)
acts = st.one_of(
    st.tuples(st.just("nominate"), persons, persons, st.integers(0, 2), days_late),
    st.tuples(st.just("nominate"), persons, persons, st.integers(0, 2), days_late),
    st.tuples(st.just("praise many"), persons, st.integers(5, PEOPLE - 1), st.integers(0, 2), days_late),
    st.tuples(st.just("praise each other"), persons, st.integers(0, 2), days_late),
    st.tuples(st.just("thank"), persons, persons, days_late),
    st.tuples(st.just("report"), persons, persons, st.booleans(), days_late),
    st.tuples(st.just("claim"), persons, days_late),
    st.tuples(st.just("verify"), persons, any_number),
    st.tuples(st.just("verify"), persons, any_number),
    st.tuples(st.just("withdraw nomination"), any_number),
    st.tuples(st.just("withdraw thanks"), any_number),
    st.tuples(st.just("reverse"), any_number),
    st.tuples(st.just("wait"), st.sampled_from([1, 31, 95])),
    st.tuples(st.just("judge"), st.sampled_from([1, 3, 500])),
)


@pytest.mark.django_db(transaction=True)
@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@example(sequence=[("nominate", 0, n, 0, 0) for n in range(1, 7)] + [("judge", 500), ("praise many", 0, 9, 1, 0)])
@given(sequence=st.lists(acts, min_size=12, max_size=45))
def test_any_sequence_of_facts_is_stored_as_a_run_from_scratch_would_answer(sequence):
    with transaction.atomic(), time_machine.travel(NOW, tick=False) as clock:
        people = _company()
        for act in sequence:
            _perform(act, people, clock)
        _judge_until_nobody_waits()
        report = compare()
        assert report.waiting == 0
        assert (report.decisions, report.steps) == ([], [])
        event(f"decisions: {min(Decision.objects.count(), 60) // 20 * 20}+")
        event(f"awards that ended: {Award.objects.filter(status='lapsed').count()}")
        transaction.set_rollback(True)


def _company() -> list[Person]:
    root = Team.objects.create(key="company", name="Company")
    teams = [Team.objects.create(key=f"t{n}", name=f"T{n}", parent=root) for n in range(3)]
    people = [
        Person.objects.create(key=f"p{n}", display_name=f"P{n}", team=teams[n % 3], started_on=NOW.date())
        for n in range(PEOPLE)
    ]
    enforce_small_rules(people[0], people[1])
    return people


def _perform(act, people, clock):
    kind, *values = act
    _unless_refused(PERFORM[kind], people, clock, *values)


def _unless_refused(perform, *arguments):
    try:
        with transaction.atomic():
            perform(*arguments)
    except (ValidationError, PermissionDenied) as refusal:
        event(f"refused: {type(refusal).__name__}")


def _at(days: int):
    return timezone.now() - timedelta(days=days)


def _nth(rows, number: int):
    found = list(rows.order_by("id"))
    return found[number % len(found)] if found else None


def _nominate(people, clock, giver, receiver, badge, late):
    nominations.submit(
        by=people[giver], nominee=people[receiver], badge=_nth(Badge.objects, badge), at=_at(late),
        reason="They took the time to help us through the move.",
    )  # fmt: skip


def _praise_many(people, clock, giver, number, badge, late):
    for step in range(1, number + 1):
        _unless_refused(_nominate, people, clock, giver, (giver + step) % PEOPLE, badge, late)


def _praise_each_other(people, clock, first, badge, late):
    """Four people, all pairs: their words for a third person are tied."""
    four = [(first + step) % PEOPLE for step in range(4)]
    for giver, receiver in itertools.permutations(four, 2):
        _unless_refused(_nominate, people, clock, giver, receiver, badge, late)


def _thank(people, clock, giver, receiver, late):
    thanks.give(by=people[giver], receiver=people[receiver], text="Thank you for the help.", at=_at(late))


def _report(people, clock, author, other, shared, late):
    outcomes.report(
        by=_source(), source="git", key=f"c{Outcome.objects.count()}", kind="change_merged", at=_at(late),
        authors=[people[author]], co_authors=[people[other]] if shared and other != author else [],
        lines_added=120, lines_deleted=3,
    )  # fmt: skip


def _source():
    from recognition.actions.actors import System

    return System("git")


def _claim(people, clock, author, late):
    outcomes.claim(by=people[author], kind="document_published", title="A guide for newcomers", at=_at(late))


def _verify(people, clock, verifier, number):
    if outcome := _nth(Outcome.objects, number):
        outcomes.verify(by=people[verifier], outcome=outcome)


def _withdraw_nomination(people, clock, number):
    if nomination := _nth(Nomination.objects, number):
        nominations.withdraw(by=nomination.nominator, nomination=nomination)


def _withdraw_thanks(people, clock, number):
    if given := _nth(Thanks.objects, number):
        thanks.withdraw(by=given.giver, thanks=given)


def _reverse(people, clock, number):
    if outcome := _nth(Outcome.objects, number):
        outcomes.reverse(by=_source(), outcome=outcome, kind="reverted", reason="It broke the nightly build.")


def _wait(people, clock, days):
    clock.shift(timedelta(days=days))


def _judge(people, clock, limit):
    recalculate_queued(limit)


def _judge_until_nobody_waits():
    for _ in range(60):
        queue_due()
        while QueuedPerson.objects.exists():
            recalculate_queued()
        if not queue_due():
            return
        while QueuedPerson.objects.exists():
            recalculate_queued()
    raise AssertionError("somebody is due again and again")


PERFORM = {
    "nominate": _nominate,
    "praise many": _praise_many,
    "praise each other": _praise_each_other,
    "thank": _thank,
    "report": _report,
    "claim": _claim,
    "verify": _verify,
    "withdraw nomination": _withdraw_nomination,
    "withdraw thanks": _withdraw_thanks,
    "reverse": _reverse,
    "wait": _wait,
    "judge": _judge,
}
