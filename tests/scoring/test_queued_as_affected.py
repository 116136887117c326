"""`engine.affected` says whose decisions a fact can change, the queue says it again in SQL: they must say the same.

One test a kind of change, on a company in which everybody has neighbours. The queue may name more people, never one
too few, and never everybody for a fact that is about few.
"""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from recognition.actions import nominations, outcomes, people, thanks
from recognition.actions.actors import System
from recognition.importing.run import import_directory
from recognition.models import Person
from scoring.engine.affected import (
    AutomatedChange,
    FactsNeighbours,
    GiftChange,
    OutcomeChange,
    OwnChange,
    VerificationChange,
    affected,
)
from scoring.facts.load import load_facts
from scoring.models import QueuedPerson
from scoring.usage.intake import receive_totals
from scoring.usage.readings import DayTotal
from tests.conftest import NOW

GIT = System("git")
REASON = "She taught the whole team how the new build works."


@pytest.fixture
def others(company):
    """Six more people; the last has nothing to do with anybody."""
    names = ("fay", "gil", "hal", "ida", "jon", "lone")
    return {name: Person.objects.create(key=name, display_name=name.title(), team=company["data"]) for name in names}


@pytest.fixture
def change(ada, bo, chen, eve, dina, others):
    """Ada gave to Chen and Fay, Bo to Gil, Eve to Hal; Chen's change was verified by Eve and Ida, Bo wrote with Jon."""
    given = [(ada, chen), (ada, others["fay"]), (bo, others["gil"]), (eve, others["hal"]), (others["ida"], eve)]
    for giver, receiver in given:
        thanks.give(by=giver, receiver=receiver, text="Thank you for the long evening.")
    with_jon = outcomes.report(
        by=GIT, source="git", key="1", kind="change_merged", at=NOW, authors=[bo], co_authors=[others["jon"]]
    )
    change = outcomes.report(by=GIT, source="git", key="2", kind="change_merged", at=NOW, authors=[chen])
    for verifier in (eve, others["ida"]):
        outcomes.verify(by=verifier, outcome=change)
    outcomes.verify(by=ada, outcome=with_jon)
    QueuedPerson.objects.all().delete()
    return change


def queued():
    return set(QueuedPerson.objects.values_list("person_id", flat=True))


def assert_queued_as(change, *, precisely=True):
    """All whom the engine names wait; and, `precisely`, nobody else."""
    named = affected(change, FactsNeighbours(load_facts()))
    assert named <= queued()
    assert not precisely or queued() == named


def test_a_nomination(change, ada, bo, badge):
    nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    assert_queued_as(GiftChange(ada.pk, bo.pk))


def test_a_nomination_that_is_withdrawn(change, ada, bo, badge):
    said = nominations.submit(by=ada, nominee=bo, badge=badge, reason=REASON)
    QueuedPerson.objects.all().delete()
    nominations.withdraw(by=ada, nomination=said)
    assert_queued_as(GiftChange(ada.pk, bo.pk))


def test_thanks_and_their_withdrawal(change, bo, eve):
    given = thanks.give(by=bo, receiver=eve, text="Thank you for the calm call.")
    assert_queued_as(GiftChange(bo.pk, eve.pk))
    QueuedPerson.objects.all().delete()
    thanks.withdraw(by=bo, thanks=given)
    assert_queued_as(GiftChange(bo.pk, eve.pk))


def test_a_verification(change, bo):
    outcomes.verify(by=bo, outcome=change)
    assert_queued_as(VerificationChange(bo.pk, change.pk))


def test_an_outcome(change, ada, eve):
    new = outcomes.report(by=GIT, source="git", key="3", kind="change_merged", at=NOW, authors=[ada], co_authors=[eve])
    assert_queued_as(OutcomeChange(new.pk))


def test_an_outcome_that_is_taken_back(change):
    outcomes.reverse(by=GIT, outcome=change)
    assert_queued_as(OutcomeChange(change.pk))


def test_a_person_who_turns_out_to_be_a_bot(change, bo, tmp_path):
    row = {"id": "bo", "display_name": bo.display_name, "automated": True}
    (tmp_path / "people.jsonl").write_text(json.dumps(row) + "\n")
    import_directory(tmp_path, by=System("test"), update_people=True)
    assert_queued_as(AutomatedChange(bo.pk), precisely=False)


def test_a_last_day(change, ada):
    people.leave(by=System("test"), person=ada, on=timezone.now().date())
    assert_queued_as(OwnChange(ada.pk), precisely=False)


def test_a_second_day_of_usage_in_a_week(change, ada):
    today = timezone.now().date()
    who = (("email", ada.email),)
    days = [today - timedelta(days=today.weekday() + ago) for ago in (6, 5)]
    receive_totals("test", [DayTotal(who, "assistant", day, {"requests": 5}) for day in days])
    assert_queued_as(OwnChange(ada.pk))
