import pytest

from scoring.engine.detectors.u03_unattended_consumption import DETECTOR

from .desks import Desks, weeks_of

# An ordinary week has 20,000 tokens out.
MONTH = [4, 5, 6, 7]


@pytest.mark.parametrize(("seconds", "told"), [(0, [4]), (2, [4]), (4, []), (600, [])])
def test_a_month_that_nobody_attends_is_told_from_its_fourth_week(seconds, told):
    desks = Desks.everyday()
    desks.changes(7, range(8, 23), active_seconds=600, requests=100, tokens=200_000)
    desks.changes(7, MONTH, active_seconds=seconds, requests=100, tokens=200_000)
    assert weeks_of(desks.found(DETECTOR), 7) == told


def test_where_no_source_tells_activity_there_is_no_sign():
    desks = Desks.everyday()
    desks.changes(7, MONTH, tokens=9_000_000)
    assert desks.found(DETECTOR) == []


def test_little_output_proves_nothing():
    desks = Desks.everyday()
    desks.changes(7, range(4, 23), active_seconds=0, tokens=20_000)
    assert desks.found(DETECTOR) == []


def test_the_weeks_count_half():
    desks = Desks.everyday()
    desks.changes(7, MONTH, active_seconds=0)
    found = desks.found(DETECTOR)
    assert {f.factor for f in found} == {0.5}
    assert "active for 0.0 seconds" in DETECTOR.say(found[0])
