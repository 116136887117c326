from math import exp, factorial

import numpy as np
import pytest

from scoring.engine.chance import binomial_tail, poisson_tail, significant


@pytest.mark.parametrize(("seen", "expected"), [(1, 0.2), (3, 0.5), (5, 5.0), (2, 9.0), (40, 30.0)])
def test_a_poisson_tail_is_the_sum_of_its_chances(seen, expected):
    below = sum(exp(-expected) * expected**k / factorial(k) for k in range(seen))
    assert poisson_tail(np.array([seen]), np.array([expected])) == pytest.approx([1 - below], rel=1e-9)


def test_a_tail_far_out_keeps_its_digits():
    [tail] = poisson_tail(np.array([60]), np.array([1.0]))
    assert tail == pytest.approx(exp(-1) / factorial(60) * (1 + 1 / 61 + 1 / 61 / 62), rel=1e-4)


def test_nothing_seen_is_certain_and_nothing_asked_is_nothing():
    assert poisson_tail(np.array([0, 3]), np.array([0.5, 0.0])).tolist() == [1.0, pytest.approx(0.0, abs=1e-30)]
    assert len(poisson_tail(np.empty(0, np.int64), np.empty(0))) == 0


@pytest.mark.parametrize(
    ("seen", "tries", "share", "tail"),
    [(0, 5, 0.2, 1.0), (2, 2, 0.5, 0.25), (1, 3, 0.5, 0.875), (3, 2, 0.5, 0.0), (1, 3, 0.0, 0.0), (3, 3, 1.0, 1.0)],
)
def test_a_binomial_tail(seen, tries, share, tail):
    assert binomial_tail(seen, tries, share) == pytest.approx(tail)


def test_of_many_looks_only_those_stand_out_that_chance_would_not_give():
    p_values = np.array([0.001, 0.008, 0.02, 0.5, 0.9])
    # 0.01 x 1/5, 2/5, 3/5, ...: 0.002, 0.004, 0.006
    assert significant(p_values, 0.01).tolist() == [True, False, False, False, False]
    assert significant(p_values, 0.05).tolist() == [True, True, True, False, False]
    assert significant(np.array([0.9]), 0.01).tolist() == [False]
    assert significant(np.empty(0), 0.01).tolist() == []
