import pytest

from scoring.engine.detectors.o03_revert_and_reland import DETECTOR
from scoring.engine.findings import About

from .work import Work


@pytest.mark.parametrize(("place", "lines"), [({"root": 9}, 500), ({"area": 900}, 122)])
def test_work_that_comes_again_is_credited_once(place, lines):
    work = Work.everyday()
    first = work.lands(3, 40, 120, reversed_day=30, **place)
    again = work.lands(3, 20, lines, **place)
    [finding] = work.found(DETECTOR)
    assert finding.about == ((About.OUTCOME, first), (About.OUTCOME, again))
    assert finding.factor == 1.0


@pytest.mark.parametrize(
    ("author", "day", "lines", "area"),
    [
        (4, 20, 120, 900),  # somebody else
        (3, 35, 120, 900),  # before it was taken back
        (3, -5, 120, 900),  # more than a month later (not yet landed at the moment)
        (3, 20, 60, 900),  # of another size
        (3, 20, 120, 901),  # in another area
    ],
)
def test_other_work_is_none(author, day, lines, area):
    work = Work.everyday()
    work.lands(3, 40, 120, reversed_day=30, area=900)
    work.lands(author, day, lines, area=area)
    assert work.found(DETECTOR) == []


def test_what_was_never_taken_back_is_none():
    work = Work.everyday()
    work.lands(3, 40, 120, root=9)
    work.lands(3, 20, 120, root=9)
    assert work.found(DETECTOR) == []
