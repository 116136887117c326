from scoring.engine.detectors.o01_split_outcomes import DETECTOR
from scoring.engine.findings import About

from .work import Work


def splitting(parts, *, lines=5, apart=1, **place):
    work = Work.everyday()
    return work, [work.lands(3, 10, lines, hour=apart * n, **place) for n in range(parts)]


def test_small_changes_of_one_area_within_two_days_are_one_piece_of_work():
    work, parts = splitting(5, area=900)
    [finding] = work.found(DETECTOR)
    assert finding.about == tuple((About.OUTCOME, number) for number in parts)
    assert (finding.people, finding.factor) == ((3,), 1.0)


def test_so_are_those_under_one_root_whatever_their_area():
    work, parts = splitting(4, root=77)
    [finding] = work.found(DETECTOR)
    assert len(finding.about) == len(parts)


def test_three_are_no_pattern_yet():
    assert splitting(3, area=900)[0].found(DETECTOR) == []


def test_changes_of_the_usual_size_are_none():
    assert splitting(6, lines=100, area=900)[0].found(DETECTOR) == []


def test_small_changes_over_two_weeks_are_none():
    assert splitting(6, apart=60, area=900)[0].found(DETECTOR) == []


def test_without_a_root_and_an_area_nothing_says_that_they_belong_together():
    assert splitting(6)[0].found(DETECTOR) == []
