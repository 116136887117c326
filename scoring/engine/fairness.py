"""Whether a badge reaches the groups of a company alike (the four-fifths rule), without exposing small groups.

The ratio of a group is its share of holders over the largest share of any group. Below four fifths it is worth a
look where chance does not explain it: of a badge that five people hold, nearly every team is far below the first. A
sign all the same and no verdict, since work differs between groups.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import lgamma
from typing import TypeVar

import numpy as np

from scoring.engine.chance import significant

# Fewer people would let a reader guess who is meant.
LEAST_GROUP = 5
# Of the Uniform Guidelines on Employee Selection Procedures (1978): the usual first look.
FOUR_FIFTHS = 0.8
# Of the groups that are named, at most one in twenty by chance (Benjamini-Hochberg): the usual 5 % of those guidelines.
BY_CHANCE = 0.05

Name = TypeVar("Name", int, str)


@dataclass(frozen=True)
class Group:
    """`rate` is the share of its people who hold the badge, `ratio` that over the largest rate, both in [0, 1].

    `p_value`: how often as few of the holders would be in this group, were all people of the dimension alike.
    """

    name: str
    people: int
    holders: int
    rate: float
    ratio: float
    p_value: float

    @property
    def below(self) -> bool:
        return self.ratio < FOUR_FIFTHS


@dataclass(frozen=True)
class Fairness:
    """Groups with the lowest ratio first. Small ones are counted together, or left out where that is still too few."""

    by: str  # "team", "location" or "tenure"
    groups: tuple[Group, ...]
    together: Group | None  # the small groups as one, named ""
    hidden: int  # groups that are not shown by themselves

    @property
    def below(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.below)

    @property
    def worth_a_look(self) -> tuple[Group, ...]:
        """Of those below, the ones that chance does not explain."""
        chance = significant(np.array([group.p_value for group in self.groups], np.float64), BY_CHANCE)
        return tuple(group for group, rare in zip(self.groups, chance.tolist(), strict=True) if rare and group.below)


def fairness(by: str, group_of: Mapping[int, str], holders: Collection[int]) -> Fairness:
    """Compare groups of people (id -> name of their group); holders who are in no group are not counted."""
    sizes: dict[str, int] = {}
    held: dict[str, int] = {}
    chosen = set(holders)
    for person, name in group_of.items():
        sizes[name] = sizes.get(name, 0) + 1
        held[name] = held.get(name, 0) + (person in chosen)
    small = too_small(sizes)
    shown = [name for name in sizes if name not in small]
    everybody, all_holders = len(group_of), sum(held.values())
    top = max((held[name] / sizes[name] for name in shown), default=0.0)
    groups = [_group(name, sizes[name], held[name], top, everybody, all_holders) for name in shown]
    people = sum(sizes[name] for name in small)
    held_there = sum(held[name] for name in small)
    together = _group("", people, held_there, top, everybody, all_holders) if people >= LEAST_GROUP else None
    return Fairness(by, tuple(sorted(groups, key=lambda group: (group.ratio, group.name))), together, len(small))


def too_small(sizes: Mapping[Name, int]) -> set[Name]:
    """Groups to hide: the small ones, and so many more that no single one can be found by subtraction."""
    by_size = sorted(sizes, key=lambda name: (sizes[name], name))
    small = {name for name in by_size if sizes[name] < LEAST_GROUP}
    for name in by_size:
        if small and (len(small) < 2 or sum(sizes[other] for other in small) < LEAST_GROUP):
            small.add(name)
    return small


def _group(name: str, people: int, holders: int, top: float, everybody: int, all_holders: int) -> Group:
    rate = holders / people
    # Where nobody holds the badge, nobody is behind. The small groups together may be above the largest shown.
    ratio = min(1.0, rate / top) if top else 1.0
    return Group(name, people, holders, rate, ratio, as_few(holders, people, all_holders, everybody))


def as_few(seen: int, drawn: int, marked: int, everybody: int) -> float:
    """P(X <= seen), X ~ hypergeometric: marked ones among `drawn` of `everybody`, of whom `marked` are marked.

    Fisher's exact test of one side. As many steps as `seen`.
    """
    least = max(0, drawn + marked - everybody)
    logs = [
        _ways(marked, k) + _ways(everybody - marked, drawn - k) - _ways(everybody, drawn)
        for k in range(least, seen + 1)
    ]
    return min(1.0, float(np.exp(logs).sum()))


def _ways(of: int, some: int) -> float:
    """Log of the binomial coefficient."""
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)
