import pytest

from scoring.engine.detectors.u04_consumption_without_outcome import DETECTOR

from .desks import OLDEST, Desks, weeks_of

EIGHT = range(4, 12)


def with_work(desks, person, weeks, lines, parts=1):
    for week in weeks:
        for _ in range(parts):
            desks.lands(person, week, lines // parts, area=person)


def test_everyday_ups_and_downs_are_not_told():
    assert Desks.everyday().found(DETECTOR) == []


def test_a_rise_that_lasts_and_brings_nothing_counts_nothing():
    desks = Desks.everyday()
    desks.grows(7, EIGHT, 8)
    found = desks.found(DETECTOR)
    assert set(weeks_of(found, 7)) >= {5, 6, 7, 8, 9, 10}
    assert {f.factor for f in found} == {0.0}
    assert {f.people for f in found} == {(7,)}


@pytest.mark.parametrize("weeks", [[6], [6, 7], [6, 9, 12]])
def test_busy_weeks_now_and_then_are_honest_however_busy(weeks):
    desks = Desks.everyday()
    desks.grows(7, weeks, 50)
    assert desks.found(DETECTOR) == []


def test_more_work_explains_a_rise():
    desks = Desks.everyday()
    for person in range(240):
        with_work(desks, person, range(OLDEST + 1), 20)
    desks.grows(7, EIGHT, 5.2)
    desks.grows(8, EIGHT, 5.2)
    with_work(desks, 8, EIGHT, 1_500)
    found = desks.found(DETECTOR)
    assert weeks_of(found, 7)
    assert weeks_of(found, 8) == []


@pytest.mark.parametrize("parts", [2, 5, 20])
def test_the_same_work_in_more_pieces_explains_nothing_more(parts):
    whole, split = Desks.everyday(), Desks.everyday()
    for desks, pieces in ((whole, 1), (split, parts)):
        for person in range(240):
            with_work(desks, person, range(OLDEST + 1), 20)
        desks.grows(7, EIGHT, 5.2)
        with_work(desks, 7, EIGHT, 200, pieces)
    assert weeks_of(split.found(DETECTOR), 7) == weeks_of(whole.found(DETECTOR), 7)


def test_a_newcomer_has_no_usual_to_compare_with():
    desks = Desks.everyday()
    for week in range(12, OLDEST + 1):
        del desks.weeks[7, week]
    for week in range(7, 12):
        del desks.weeks[7, week]
    desks.grows(7, range(4, 7), 30)
    assert weeks_of(desks.found(DETECTOR), 7) == []


def test_a_half_year_that_is_all_a_machines_is_told_by_everybody_elses():
    desks = Desks.everyday()
    desks.grows(7, range(OLDEST + 1), 1_000)
    found = desks.found(DETECTOR)
    assert len(weeks_of(found, 7)) == OLDEST + 1
    assert all(500 < f.numbers["times"] < 2_000 for f in found)


def test_it_does_not_compare_people_where_there_are_fewer_than_two_hundred():
    desks = Desks.everyday(people=199)
    desks.grows(7, range(OLDEST + 1), 1_000)
    assert desks.found(DETECTOR) == []


def test_a_week_is_left_alone_until_its_work_can_show():
    desks = Desks.everyday()
    desks.grows(7, range(8), 8)
    desks.weeks[7, -1] = desks.weeks[7, 0]
    desks.weeks[7, -2] = desks.weeks[7, 0]
    assert min(weeks_of(desks.found(DETECTOR), 7)) == 0
