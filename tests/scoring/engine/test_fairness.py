"""Shares of groups, and what is kept from readers about small ones."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.fairness import LEAST_GROUP, as_few, fairness


def company(**sizes):
    """People numbered through, group by group."""
    names = [name for name, size in sizes.items() for _ in range(size)]
    return dict(enumerate(names))


def test_the_ratio_is_to_the_group_with_the_largest_share():
    found = fairness("location", company(oslo=10, lima=20), {0, 1, 2, 3, 10, 11, 12, 13})
    assert [(g.name, g.holders, g.rate, g.ratio, g.below) for g in found.groups] == [
        ("lima", 4, 0.2, 0.5, True),
        ("oslo", 4, 0.4, 1.0, False),
    ]


def test_exactly_four_fifths_is_enough():
    found = fairness("team", company(one=10, two=10), [*range(5), *range(10, 14)])
    assert [group.ratio for group in found.groups] == [0.8, 1.0]
    assert found.below == ()


def test_a_badge_that_hardly_anybody_holds_says_nothing_about_teams():
    teams = company(**{f"team{n}": 10 for n in range(30)})
    found = fairness("team", teams, {0, 1, 20, 40})
    assert len(found.below) == 29
    assert found.worth_a_look == ()


def test_a_team_that_is_left_out_of_what_half_of_all_others_hold_is_worth_a_look():
    teams = company(**{f"team{n}": 20 for n in range(10)})
    holders = [person for person in teams if person >= 20 and person % 2]
    assert [group.name for group in fairness("team", teams, holders).worth_a_look] == ["team0"]


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_the_chance_of_as_few_is_that_of_counting_all_draws(drawn, marked, more):
    everybody = max(drawn, marked) + more
    for seen in range(max(0, drawn + marked - everybody), min(drawn, marked) + 1):
        ways = sum(comb(marked, k) * comb(everybody - marked, drawn - k) for k in range(seen + 1))
        assert as_few(seen, drawn, marked, everybody) == pytest.approx(ways / comb(everybody, drawn))


@given(st.lists(st.integers(5, 30), min_size=1, max_size=8), st.data())
def test_what_is_worth_a_look_is_below_four_fifths(sizes, data):
    people = company(**{f"group{n}": size for n, size in enumerate(sizes)})
    found = fairness("team", people, data.draw(st.sets(st.sampled_from(sorted(people)))))
    assert set(found.worth_a_look) <= set(found.below)


def test_nobody_is_behind_where_nobody_holds_it():
    assert fairness("team", company(one=5, two=9), ()).below == ()


def test_small_groups_are_shown_together():
    found = fairness("team", company(large=20, four=4, three=3), {0, 1, 20})
    assert [group.name for group in found.groups] == ["large"]
    assert found.together is not None
    assert (found.together.people, found.together.holders, found.hidden) == (7, 1, 2)


def test_a_single_small_group_cannot_be_found_by_subtraction():
    found = fairness("team", company(large=20, middle=8, three=3), {0, 1, 28})
    assert [group.name for group in found.groups] == ["large"]
    assert found.together is not None
    assert found.together.people == 11


def test_a_company_of_few_people_is_not_compared():
    found = fairness("team", company(only=3), {0})
    assert (found.groups, found.together, found.hidden) == ((), None, 1)


@given(st.lists(st.integers(1, 12), max_size=8), st.data())
def test_no_number_speaks_of_fewer_than_five_people(sizes, data):
    people = company(**{f"group{n}": size for n, size in enumerate(sizes)})
    holders = data.draw(st.sets(st.sampled_from(sorted(people)))) if people else set()
    found = fairness("team", people, holders)
    shown = [*found.groups, *([found.together] if found.together else [])]
    assert all(group.people >= LEAST_GROUP for group in shown)
    assert found.hidden != 1 or not found.groups
    left_out = len(people) - sum(group.people for group in shown)
    assert left_out == 0 or (left_out < LEAST_GROUP and not found.groups)
    if not left_out:
        assert sum(group.holders for group in shown) == len(holders)
