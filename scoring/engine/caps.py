"""Each further voice from the same team adds less, and each team, department and division is bounded.

Per owner and epoch:

    sum over third level of min(C3, sum over second level of min(C2, sum over teams of min(C, log2(1 + sum w))))

The levels are the giver's team, its parent and its grandparent. A level is applied only while that ancestor
is not a root of the tree: a root is everybody, and a bound on it would be a bound on the whole company (in a
flat organisation with all teams directly under one root, 4 per quarter for all of them together).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import UNKNOWN, Floats, Ints, Teams
from scoring.engine.fixed import ONE, add_up, fixed_log2_1p, found
from scoring.engine.policy import Policy

_NO_CAP = np.iinfo(np.int64).max


class TeamTree:
    """Parents of teams. A team that is not listed (or unknown) stands alone, without parents."""

    def __init__(self, teams: Teams) -> None:
        below = teams.take(teams.parent != UNKNOWN)
        order = np.argsort(below.id, kind="stable")
        self._team, self._parent = below.id[order], below.parent[order]

    def ancestors(self, teams: Ints) -> Ints:
        """The parent of each team, when it is not a root of the tree; else UNKNOWN."""
        place, has_parent = found(self._team, teams)
        parent = np.where(has_parent, self._parent[place] if len(self._team) else UNKNOWN, UNKNOWN)
        return np.where(found(self._team, parent)[1], parent, UNKNOWN)

    def chains(self, teams: Ints) -> tuple[Ints, Ints]:
        """Second- and third-level keys of each team: -1 where the level does not apply."""
        second = self.ancestors(teams)
        return second, self.ancestors(second)


@dataclass(frozen=True)
class CapPlan:
    """Which rows of weights add up under which caps. Build once, fold many weights.

    owners: one number a row, 0..n_owners-1; cells are (owner, epoch, team).
    """

    cell: Ints  # by row
    cell_owner: Ints
    cell_team: Ints  # team id
    steps: tuple[tuple[Ints, Ints], ...]  # (group of each item below, cap of each group) for two levels
    group_owner: Ints  # owner of each topmost group
    n_owners: int
    team_cap: int

    @classmethod
    def of(cls, owner: Ints, epoch: Ints, team: Ints, n_owners: int, tree: TeamTree, policy: Policy) -> CapPlan:
        teams, dense_team = np.unique(team, return_inverse=True)
        epochs, dense_epoch = np.unique(epoch, return_inverse=True)
        n_keys = 3 * len(teams)
        moment = owner * max(len(epochs), 1) + dense_epoch
        key, cell = np.unique(moment * n_keys + dense_team, return_inverse=True)
        cell_moment, cell_team = np.divmod(key, n_keys) if n_keys else (key, key)
        second, third = tree.chains(teams)
        own = np.arange(len(teams))
        second_key = np.where(second == UNKNOWN, own, len(teams) + np.unique(second, return_inverse=True)[1])
        third_key = np.where(third == UNKNOWN, second_key, 2 * len(teams) + np.unique(third, return_inverse=True)[1])
        # Two levels of groups above the cells; a key below its level's range stands for "no cap here".
        steps = []
        below = cell_moment * n_keys + second_key[cell_team]
        upper = cell_moment * n_keys + third_key[cell_team]
        groups, index = np.unique(below, return_inverse=True)
        steps.append((index, _caps(groups, n_keys, len(teams), policy.second_cap)))
        first_of = np.zeros(len(groups), np.int64)
        first_of[index] = np.arange(len(below))
        groups, index = np.unique(upper[first_of], return_inverse=True)
        steps.append((index, _caps(groups, n_keys, 2 * len(teams), policy.third_cap)))
        return cls(
            cell=cell,
            cell_owner=cell_moment // max(len(epochs), 1),
            cell_team=teams[cell_team],
            steps=tuple(steps),
            group_owner=groups // max(n_keys, 1) // max(len(epochs), 1),
            n_owners=n_owners,
            team_cap=int(policy.team_cap * ONE),
        )

    def cell_values(self, weights: Ints) -> Ints:
        """min(C, log2(1 + sum)) of each cell; weights and values in fixed point."""
        sums = add_up(self.cell, weights, len(self.cell_owner))
        return np.minimum(fixed_log2_1p(sums), self.team_cap)

    def totals(self, cell_values: Ints) -> Ints:
        """Of each owner, from the values of the cells."""
        values = cell_values
        for group, cap in self.steps:
            values = np.minimum(add_up(group, values, len(cap)), cap)
        return add_up(self.group_owner, values, self.n_owners)

    def kept(self, cell_values: Ints, weights: Ints) -> Floats:
        """For each row: what the caps leave of its weight, at most 1."""
        share = np.ones(len(cell_values))
        values, place = cell_values, np.arange(len(cell_values))
        for group, cap in self.steps:
            sums = add_up(group, values, len(cap))
            place = group[place]
            values = np.minimum(sums, cap)
            share *= (values / np.maximum(sums, 1))[place]
        linear = np.maximum(add_up(self.cell, weights, len(cell_values)), 1)
        return np.minimum(1.0, share * cell_values / linear)[self.cell]


def _caps(groups: Ints, n_keys: int, from_key: int, cap: float) -> Ints:
    if not len(groups):
        return np.empty(0, np.int64)
    return np.where(groups % n_keys >= from_key, int(cap * ONE), _NO_CAP)
