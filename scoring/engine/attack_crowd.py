"""How much k colluders over t teams and e quarters reach by the formula, and the cheapest crowd that reaches enough.

The attacked person can ask as many people as wanted. So nobody speaks twice: a fresh voice costs the same and
weighs more than a repeated one, and adds to the heads. Nobody has a reason to be tied, to return the favour or to
share their attention. Of several people from beyond the own team each comes from another team, and of several from
beyond the department each from another one: that costs no more, adds most (P3), and is heard as more teams. Then

    reach = sum over quarters of min(C2, min(C, log2(1 + w x own)) + log2(2) x near) + far

and what is left to choose is how many act in which quarter: a table over (own, near), one quarter after the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scoring.engine.attack_prices import AttackPrices
from scoring.engine.facts import Ints
from scoring.engine.fixed import ONE, fixed, fixed_log2_1p
from scoring.engine.policy import Policy

_TOLERANCE = 1e-9  # as criteria.nodes.TOLERANCE: a threshold that was reached exactly is reached


@dataclass(frozen=True)
class Wanted:
    """What a crowd has to reach: `total` in full voices, `heads` people, `teams` distinct teams."""

    total: float = 0.0
    heads: int = 0
    teams: int = 0

    def and_also(self, other: Wanted) -> Wanted:
        """One crowd for both."""
        return Wanted(max(self.total, other.total), max(self.heads, other.heads), max(self.teams, other.teams))


@dataclass(frozen=True)
class Crowd:
    """People of the own team, of other teams of the department, and of other departments."""

    own: int = 0
    near: int = 0
    far: int = 0

    def effort(self, prices: AttackPrices) -> float:
        return self.own * prices.own_team + self.near * prices.other_team + self.far * prices.other_department


@lru_cache(maxsize=1024)
def cheapest_crowds(wanted: Wanted, own_weight: float, quarters: int, policy: Policy) -> tuple[Crowd, ...]:
    """The cheapest crowd that acts within 1, 2, ... `quarters` quarters; `own_weight`: of a word from the own team."""
    return tuple(
        _cheapest(table, wanted, policy.attack) for table in _reach_by_quarters(wanted, own_weight, quarters, policy)
    )


def _reach_by_quarters(wanted: Wanted, own_weight: float, quarters: int, policy: Policy) -> Iterator[Ints]:
    """Tables (own, near) of the most that they reach within the department, in fixed point, by quarters."""
    enough = _people_that_fill(policy.team_cap, own_weight)
    useful = 2 * math.ceil(wanted.total) + 2
    # More people than fill every cap add nothing, and quarters or people that add under half a voice are the last
    # ones under a cap, so that there are fewer of them than `useful`.
    most_own = enough * min(quarters, useful)
    most_near = min(math.ceil(policy.second_cap) * quarters, useful)
    quarter = _one_quarter(enough, math.ceil(policy.second_cap), own_weight, policy)
    table = np.zeros((most_own + 1, most_near + 1), np.int64)
    for _ in range(quarters):
        table = _with_one_more(table, quarter)
        yield table


def _people_that_fill(cap: float, weight: float) -> int:
    return math.ceil((2**cap - 1) / weight)


def _one_quarter(own: int, near: int, own_weight: float, policy: Policy) -> Ints:
    teams = np.minimum(
        fixed_log2_1p(fixed(np.arange(own + 1, dtype=np.float64) * own_weight)), int(policy.team_cap * ONE)
    )
    others = np.arange(near + 1) * ONE
    return np.minimum(teams[:, None] + others[None, :], int(policy.second_cap * ONE))


def _with_one_more(table: Ints, quarter: Ints) -> Ints:
    """The best of all ways to divide the people between the quarters before and one more."""
    best = table.copy()
    rows, columns = table.shape
    for own in range(min(len(quarter), rows)):
        for near in range(min(quarter.shape[1], columns)):
            part = best[own:, near:]
            np.maximum(part, table[: rows - own, : columns - near] + quarter[own, near], out=part)
    # More people never reach less.
    grown: Ints = np.maximum.accumulate(np.maximum.accumulate(best, axis=0), axis=1)
    return grown


def _cheapest(reach: Ints, wanted: Wanted, prices: AttackPrices) -> Crowd:
    """People beyond the table add no reach: for more teams others nearby are asked, for more heads the own team."""
    own, near = np.indices(reach.shape)
    far = np.maximum(np.ceil(wanted.total - _TOLERANCE - reach / ONE), 0).astype(np.int64)
    near = near + np.maximum(wanted.teams - np.minimum(own, 1) - near - far, 0)
    own = own + np.maximum(wanted.heads - own - near - far, 0)
    effort = own * prices.own_team + near * prices.other_team + far * prices.other_department
    at = np.unravel_index(np.argmin(effort), reach.shape)
    return Crowd(int(own[at]), int(near[at]), int(far[at]))
