"""Each further voice from the same team adds less, and each team, department and division is bounded."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.engine.caps import CapPlan, TeamTree
from scoring.engine.facts import UNKNOWN, Teams
from scoring.engine.fixed import ONE, fixed
from scoring.engine.policy import CURRENT
from tests.scoring.engine.reference import CLOSE, capped


def total(voices, parents):
    """Of full voices by team, given in one epoch."""
    teams = np.array([team for team, number in voices.items() for _ in range(number)], dtype=np.int64)
    nobody = np.zeros(len(teams), np.int64)
    plan = CapPlan.of(nobody, nobody, teams, 1, TeamTree(Teams.of(parents.items())), CURRENT)
    return int(plan.totals(plan.cell_values(np.full(len(teams), ONE)))[0]) / ONE


# company -> division 2 -> departments 3 and 4 -> teams 31, 32, 33, 41, 42
DEEP = {1: None, 2: 1, 3: 2, 4: 2, 31: 3, 32: 3, 33: 3, 41: 4, 42: 4}
FLAT = {1: None} | dict.fromkeys(range(2, 12), 1)


@pytest.mark.parametrize(
    ("voices", "parents", "expected"),
    [
        ({31: 1}, DEEP, 1.0),
        ({31: 3}, DEEP, 2.0),  # log2(1 + 3) is just the bound of a team
        ({31: 50}, DEEP, 2.0),
        ({31: 9, 32: 9}, DEEP, 4.0),
        ({31: 9, 32: 9, 33: 9}, DEEP, 4.0),  # a department
        ({31: 9, 32: 9, 41: 9, 42: 9}, DEEP, 6.0),  # a division
        ({UNKNOWN: 9}, DEEP, 2.0),  # unknown teams are one team
        ({77: 9, 78: 9, 79: 9}, DEEP, 6.0),  # teams that are not in the tree stand alone
    ],
)
def test_teams_departments_and_divisions_are_bounded(voices, parents, expected):
    assert total(voices, parents) == pytest.approx(expected, abs=CLOSE)


def test_the_root_of_the_tree_is_no_bound_on_everybody():
    assert total(dict.fromkeys(range(2, 12), 3), FLAT) == pytest.approx(20.0, abs=CLOSE)


def test_a_circle_in_the_tree_of_teams_ends():
    assert total({5: 9, 6: 9}, {5: 6, 6: 5}) == pytest.approx(4.0, abs=CLOSE)


rows = st.tuples(st.integers(0, 2), st.integers(0, 1), st.sampled_from((31, 32, 33, 3, 41, 42, 4, 2, 1, UNKNOWN)))


@given(st.lists(st.tuples(rows, st.floats(0, 3)), max_size=40), st.sampled_from((DEEP, FLAT, {})))
def test_bounded_sums_agree_with_the_plain_ones(drawn, parents):
    columns = np.array([row for row, _ in drawn], dtype=np.int64).reshape(-1, 3).T
    plan = CapPlan.of(*columns, 3, TeamTree(Teams.of(parents.items())), CURRENT)
    weights = fixed(np.array([weight for _, weight in drawn], dtype=np.float64))
    totals = plan.totals(plan.cell_values(weights)) / ONE

    cells = defaultdict(lambda: defaultdict(float))
    for (owner, epoch, team), weight in drawn:
        cells[owner, epoch][team] += weight
    expected = np.zeros(3)
    for (owner, _), parts in cells.items():
        expected[owner] += capped(parts, parents, CURRENT)
    assert totals == pytest.approx(expected, abs=CLOSE)
    assert (plan.kept(plan.cell_values(weights), weights) <= 1).all()
