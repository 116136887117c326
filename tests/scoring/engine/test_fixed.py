"""The shared steps on columns say what sets of Python say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.fixed import distinct, distinct_pairs, is_pair, listed

NUMBERS = st.lists(st.integers(-1, 6))
PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)))


def columns(pairs):
    return tuple(np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))


@given(NUMBERS)
def test_each_value_once_in_order(values):
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5))))
def test_each_pair_once_and_where_every_row_is(pairs):
    one, other, place = distinct_pairs(*columns(pairs))
    once = list(zip(one.tolist(), other.tolist(), strict=True))
    assert once == sorted(set(pairs))
    assert [once[row] for row in place.tolist()] == pairs


@given(PAIRS, PAIRS)
def test_which_pairs_are_among_others(pairs, among):
    assert is_pair(columns(pairs), columns(among)).tolist() == [pair in among for pair in pairs]


@given(st.dictionaries(st.integers(0, 5), st.frozensets(st.integers(0, 5))))
def test_everybody_with_each_of_theirs(others):
    one, other = listed(others)
    assert set(zip(one.tolist(), other.tolist(), strict=True)) == {(a, b) for a, some in others.items() for b in some}
