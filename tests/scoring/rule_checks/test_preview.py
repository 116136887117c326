"""Who a draft would bring a badge: everybody is counted, and some are told one by one."""

import pytest

from recognition.models import Badge
from scoring.rule_checks.preview import preview

A_YEAR = "badge: one-year\ncriteria: {tenure: {days: 365}}"


@pytest.fixture
def eager(ada, bo, chen, eve):
    Badge.objects.create(slug="one-year", name="One Year", purpose="A year here.", state="live")
    return preview(A_YEAR, most=None)


def test_everybody_is_told_where_all_are_asked_for(eager):
    assert eager.gain == len(eager.changes) >= 4
    assert eager.changes_left_out == 0
    assert all(change.after == "yes" and change.reason for change in eager.changes)


def test_a_change_that_is_not_told_is_counted(eager):
    some = preview(A_YEAR, most=2)
    assert some.changes == eager.changes[:2]
    assert (some.gain, some.changes_left_out) == (eager.gain, eager.gain - 2)
