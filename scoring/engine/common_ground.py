"""How much two people's work has to do with each other: in which areas each authored or verified outcomes.

Outcomes that both were in are left out: they may be just what one thanks the other for, and whoever passes each
other's work would make a ground of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import permutations

import numpy as np

from scoring.engine.facts import UNKNOWN, Bools, Floats
from scoring.engine.fixed import found
from scoring.engine.standing import Standing

UNKNOWN_GROUND = 0.4  # where the areas of one of them are not known: as much as between most honest people
ENOUGH = 2.0  # half of the areas of the one with fewer are as good as all of them


class CommonGround:
    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    def lacking(self, ones: Sequence[int], others: Sequence[int]) -> Floats:
        """For each pair of persons: 0 where half of the areas of the one with fewer are shared, 1 where none is."""
        return np.array([self._lacking(one, other) for one, other in zip(ones, others, strict=True)], np.float64)

    def known(self, ones: Sequence[int], others: Sequence[int]) -> Bools:
        """Whether both have done other work, whose areas are known."""
        pairs = zip(ones, others, strict=True)
        return np.array([all(self._areas(one, other)) for one, other in pairs], np.bool_)

    def explains(self, members: frozenset[int]) -> bool:
        """Whether most pairs of a group are known to work in the same areas."""
        pairs = list(permutations(sorted(members), 2))
        lacking = self.lacking([one for one, _ in pairs], [other for _, other in pairs])
        return bool(len(lacking)) and float(np.median(lacking)) < UNKNOWN_GROUND

    def _lacking(self, one: int, other: int) -> float:
        areas, their_areas = self._areas(one, other)
        if not areas or not their_areas:
            return UNKNOWN_GROUND
        return 1.0 - min(1.0, ENOUGH * len(areas & their_areas) / min(len(areas), len(their_areas)))

    def _areas(self, one: int, other: int) -> tuple[set[int], set[int]]:
        """Areas of the work of each in which the other had no part."""
        mine, theirs = self._work.get(one, {}), self._work.get(other, {})
        both = self._outcomes.get(one, frozenset()) & self._outcomes.get(other, frozenset())
        return (
            {area for area, outcomes in mine.items() if not outcomes <= both},
            {area for area, outcomes in theirs.items() if not outcomes <= both},
        )

    @cached_property
    def _outcomes(self) -> Mapping[int, frozenset[int]]:
        return {person: frozenset().union(*areas.values()) for person, areas in self._work.items()}

    @cached_property
    def _work(self) -> Mapping[int, Mapping[int, set[int]]]:
        """Person -> area -> outcomes that the person authored or verified."""
        standing, outcomes = self._standing, self._standing.outcomes
        order = np.argsort(outcomes.id, kind="stable")
        work: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for person, outcome in (
            (standing.contributions.person, standing.contributions.outcome),
            (standing.verifications.verifier, standing.verifications.outcome),
        ):
            place, known = found(outcomes.id[order], outcome)
            person, outcome, place = person[known], outcome[known], place[known]
            area = outcomes.area[order][place]
            kept = area != UNKNOWN
            for who, where, what in zip(
                person[kept].tolist(), area[kept].tolist(), outcome[kept].tolist(), strict=True
            ):
                work[who][where].add(what)
        return work
