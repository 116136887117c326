"""Whose use of a tool a detector saw stands in no file."""

import pytest

from scoring.engine.findings import WEEKS_A_PERSON, About
from scoring.exporting import findings
from scoring.models import Finding
from scoring.patterns.private_findings import for_reviewers
from tests.scoring.sweeps import seen, sweep_sees


def of_use(code, people, *, severity="review"):
    """A finding about one week of each."""
    weeks = tuple((About.USAGE_WEEK, person.pk * WEEKS_A_PERSON + 340) for person in people)
    return seen(code, people, factor=1.0, severity=severity, about=weeks)


@pytest.fixture
def stored(db, ada, bo, chen):
    """A team whose use jumped, one person's use, a pattern of giving, and a mean that is shown."""
    sweep_sees(
        of_use("N05", (ada, bo)),
        of_use("U04", (ada,), severity="inform"),
        seen("N09", (bo, chen)),
        seen("U05", (), severity="alarm", identity=(1, 0)),
        codes=("N05", "N09", "U04", "U05"),
    )


def test_files_name_nobody_whose_use_was_seen(stored):
    assert {row["code"] for row in findings()} == {"N09", "U05"}


def test_reviewers_see_a_team_that_may_have_been_told_to_and_no_single_person(stored):
    assert {row.code for row in for_reviewers(Finding.objects.all())} == {"N05", "N09", "U05"}
