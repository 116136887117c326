"""Which supporters count in full: the choice among tied ones, for the few receivers who have any."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scoring.engine.caps import CapPlan, TeamTree
from scoring.engine.facts import Bools, Ints
from scoring.engine.independence import Ties, candidates, kept_tenth, maximal_untied_sets
from scoring.engine.policy import Policy


@dataclass(frozen=True)
class Supports:
    """What supports a receiver, one row a (receiver, giver, epoch), sorted by receiver, giver, epoch.

    People are dense numbers, `weight` is fixed point before independence.
    """

    receiver: Ints
    giver: Ints
    epoch: Ints
    block: Ints
    team: Ints  # team id
    weight: Ints


@dataclass
class Chosen:
    """`in_full` by row of the supports. For receivers with ties also `voices`, the largest number of people who
    can count in full, and `parts`, what each (receiver, team) could add at best beyond the choice made.

    The choice maximises the support. The number of voices and of teams are taken at their own best, since a
    nomination that changes the choice may raise the support and yet leave fewer people or teams in it; at
    their own best they never fall either.
    """

    in_full: Bools
    voices: dict[int, int] = field(default_factory=dict)
    parts: dict[tuple[int, int], int] = field(default_factory=dict)


def choose(supports: Supports, ties: Ties, tree: TeamTree, policy: Policy) -> Chosen:
    chosen = Chosen(np.ones(len(supports.receiver), np.bool_))
    receivers, starts = np.unique(ties.receiver, return_index=True)
    ends = np.append(starts, len(ties.receiver))[1:]
    for receiver, start, end in zip(receivers.tolist(), starts.tolist(), ends.tolist(), strict=True):
        first, last = np.searchsorted(supports.receiver, [receiver, receiver + 1])
        rows = np.arange(first, last)
        of_block: dict[int, list[tuple[int, int]]] = {}
        for block, one, other in zip(
            ties.block[start:end].tolist(), ties.one[start:end].tolist(), ties.other[start:end].tolist(), strict=True
        ):
            of_block.setdefault(block, []).append((one, other))
        dropped: set[tuple[int, int]] = set()
        for block, pairs in of_block.items():
            dropped |= _choose_in_block(supports, rows[supports.block[rows] == block], pairs, tree, policy, chosen)
        free = {(b, g) for b, g in zip(supports.block[rows].tolist(), supports.giver[rows].tolist(), strict=True)}
        chosen.voices[receiver] = most_voices(free - dropped, of_block)
    return chosen


def _choose_in_block(
    supports: Supports, rows: Ints, pairs: list[tuple[int, int]], tree: TeamTree, policy: Policy, chosen: Chosen
) -> set[tuple[int, int]]:
    """Settle one receiver's year; returns (block, giver) of those that were no candidates."""
    giver, weight = supports.giver[rows], supports.weight[rows]
    tied = np.unique(np.array(pairs))
    total = np.array([int(weight[giver == person].sum()) for person in tied])
    some = candidates(tied, total, policy.tied_exact)
    place = {person: number for number, person in enumerate(some.tolist())}
    sets = maximal_untied_sets(len(some), [(place[a], place[b]) for a, b in pairs if a in place and b in place])

    is_tied = np.isin(giver, tied)
    is_candidate = np.isin(giver, some)
    # One row a set: which rows of the block count in full under it.
    full = np.where(is_candidate, sets[:, np.where(is_candidate, np.searchsorted(some, giver), 0)], ~is_tied)
    weights = np.where(full, weight, kept_tenth(weight, policy))
    plan = CapPlan.of(np.zeros(len(rows), np.int64), supports.epoch[rows], supports.team[rows], 1, tree, policy)
    cells = np.stack([plan.cell_values(of_set) for of_set in weights])
    support = [int(plan.totals(of_set)[0]) for of_set in cells]
    # Equal support: the greater weight, then the set that holds the lowest ids.
    best = max(range(len(sets)), key=lambda s: (support[s], int(weights[s].sum()), tuple(sets[s].tolist())))
    chosen.in_full[rows] = full[best]

    receiver, block = int(supports.receiver[rows[0]]), int(supports.block[rows[0]])
    for team in np.unique(plan.cell_team).tolist():
        parts = cells[:, plan.cell_team == team].sum(axis=1)
        gain = int(parts.max() - parts[best])
        chosen.parts[receiver, team] = chosen.parts.get((receiver, team), 0) + gain
    return {(block, person) for person in np.setdiff1d(tied, some).tolist()}


def most_voices(supporting: set[tuple[int, int]], ties: dict[int, list[tuple[int, int]]]) -> int:
    """The largest number of people of whom each counts in full in some block, of (block, giver) and ties.

    Whoever is untied in one block counts. For the others: a largest independent set of the (block, giver),
    where entries exclude each other when tied or when of one person.
    """
    tied = {(block, person) for block, pairs in ties.items() for pair in pairs for person in pair}
    free = {giver for block, giver in supporting if (block, giver) not in tied}
    rest = sorted(entry for entry in supporting if entry[1] not in free)
    number = {entry: n for n, entry in enumerate(rest)}
    near = [0] * len(rest)

    def exclude(one: tuple[int, int], other: tuple[int, int]) -> None:
        if one in number and other in number:
            near[number[one]] |= 1 << number[other]
            near[number[other]] |= 1 << number[one]

    for block, pairs in ties.items():
        for one, other in pairs:
            exclude((block, one), (block, other))
    for n, (_, person) in enumerate(rest):
        for later in rest[n + 1 :]:
            if later[1] == person:
                exclude(rest[n], later)
    return len(free) + _largest_independent((1 << len(rest)) - 1, near)


def _largest_independent(nodes: int, near: list[int]) -> int:
    """Exact up to 40 nodes at once; beyond, the node with the most neighbours is given up untried."""
    if not nodes:
        return 0
    members = [v for v in range(nodes.bit_length()) if nodes >> v & 1]
    degree = {v: (near[v] & nodes).bit_count() for v in members}
    least = min(members, key=lambda v: (degree[v], v))
    if degree[least] <= 1:
        return 1 + _largest_independent(nodes & ~(near[least] | 1 << least), near)
    most = max(members, key=lambda v: (degree[v], -v))
    without = nodes & ~(1 << most)
    if len(members) > 40:
        return _largest_independent(without, near)
    taken = 1 + _largest_independent(without & ~near[most], near)
    return max(taken, _largest_independent(without, near))
