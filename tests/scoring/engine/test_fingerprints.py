"""A digest tells what a person would be told: whatever changes an explanation changes the digest."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.fingerprints import added, print_of, prints_told, rounded
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from scoring.engine.verdict import Evidence
from tests.scoring.engine.companies import AT, companies
from tests.scoring.engine.rules import SENSITIVE, part_of_the_profile
from tests.scoring.engine.test_affected import arrivals, known_so_far


def columns(*rows):
    return [np.array(column, np.int64) for column in zip(*rows, strict=True)]


@part_of_the_profile(30)
@given(companies(max_gifts=14, max_outcomes=5, max_verifications=8), st.data())
def test_whatever_is_told_differently_has_another_digest(company, data):
    order = data.draw(st.permutations(arrivals(company.facts)))
    known = data.draw(st.integers(0, len(order)))
    before, after = (
        judge(known_so_far(company.facts, some), SENSITIVE, CURRENT, at=AT).decisions for some in (order[:known], order)
    )
    for pair in before.keys() & after.keys():
        if before[pair].criteria != after[pair].criteria:
            assert before[pair].inputs_digest != after[pair].inputs_digest


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-3, 3), st.integers(-3, 3)), min_size=1), st.randoms())
def test_the_order_of_facts_changes_no_fingerprint(rows, chance):
    turned = chance.sample(rows, len(rows))
    one, other = ([(c[0], print_of(*c[1:]))] for c in (columns(*rows), columns(*turned)))
    persons = np.arange(5)
    assert (added(persons, one) == added(persons, other)).all()


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=2, unique=True))
def test_other_numbers_have_another_fingerprint_in_both_lanes(rows):
    prints = print_of(*columns(*rows))
    assert (prints[0] != prints[1]).all()


def test_the_fingerprint_is_the_same_on_every_machine():
    """Golden: a change of it means that decisions stored before cannot be derived again."""
    [[one, other]] = print_of(np.array([1]), np.array([-1])).tolist()
    assert (one, other) == (7864623201069063441, 4691477568403353812)


def test_facts_of_somebody_else_are_left_out():
    persons = np.array([2, 5])
    prints = print_of(np.array([7, 7, 8]))
    totals = added(persons, [(np.array([5, 3, 2]), prints)])
    assert (totals[0] == prints[2]).all()
    assert (totals[1] == prints[0]).all()


def test_a_measure_without_columns_is_told_and_hashed():
    def evidence(person):
        return (Evidence("outcome", 1), Evidence("outcome", 2)) if person == 4 else (Evidence("outcome", 2),)

    prints = prints_told(np.array([3, 4, 9]), evidence, lambda person: ())
    assert (prints[0] == prints[2]).all()
    assert (prints[0] != prints[1]).any()


def test_an_unknown_measure_is_told_from_zero():
    unknown, zero, small = rounded(np.array([np.nan, 0.0, 1e-7]))
    assert unknown != zero
    assert small == zero
