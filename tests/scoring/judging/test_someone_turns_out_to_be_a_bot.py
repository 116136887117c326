"""A person of the directory turns out to be a bot: all that they ever touched is judged anew."""

import json

import pytest

from recognition.actions import outcomes, thanks
from recognition.actions.actors import System
from recognition.importing.run import import_directory
from recognition.models import Award, Person
from scoring.judging.recalculation import recalculate_queued
from scoring.judging.reconciliation import compare
from scoring.models import QueuedPerson
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce_small_rules


def judge_all_who_wait():
    while QueuedPerson.objects.exists():
        recalculate_queued()


@pytest.fixture
def verified_by_bo_and_eve(ada, bo, eve, chen, dina):
    enforce_small_rules(chen, dina)
    done = outcomes.report(
        by=System("git"), source="git", key="c1", kind="change_merged", at=NOW, authors=[ada], lines_added=200
    )
    for person in (bo, eve):
        outcomes.verify(by=person, outcome=done)
    thanks.give(by=bo, receiver=dina, text="Thank you for the help.")
    judge_all_who_wait()
    assert Award.objects.filter(person=ada, badge__slug="steady-hand", status="active").exists()


def test_decisions_that_leaned_on_them_are_judged_without_them(verified_by_bo_and_eve, ada, bo, tmp_path):
    row = {"id": "bo", "display_name": bo.display_name, "automated": True}
    (tmp_path / "people.jsonl").write_text(json.dumps(row) + "\n")
    import_directory(tmp_path, by=System("test"), update_people=True)
    assert Person.objects.get(key="bo").automated
    judge_all_who_wait()
    report = compare()
    assert (report.decisions, report.steps) == ([], [])
