"""Which verifications counted for the person who gave them, and why some counted less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import Bools, Floats, Ints
from scoring.engine.fingerprints import Prints, added, print_of, rounded
from scoring.engine.fixed import rows_of
from scoring.engine.standing import Standing
from scoring.engine.verdict import Discount, Evidence


@dataclass(frozen=True)
class VerificationReasons:
    """Columns by row of standing.verified_pairs, `repeat` and `reciprocity` by voice, `cap` by place in `used`."""

    standing: Standing
    asked: Bools
    counts: Bools
    waiting: Bools
    voice: Ints
    used: Ints
    repeat: Floats
    reciprocity: Floats
    cap: Floats

    def _rows(self, person: int) -> list[int]:
        place = int(np.searchsorted(self.standing.persons, person))
        if place == len(self.standing.persons) or self.standing.persons[place] != person:
            return []
        mine = rows_of(place, self.standing.verified_pairs.by_verifier)
        return [int(row) for row in mine[self.asked[mine]]]

    def _held(self, row: int) -> bool:
        is_reversed = self.standing.is_reversed[self.standing.verified_pairs.outcome[row]]
        return bool(self.counts[row] and not self.waiting[row] and not is_reversed)

    def _about(self, row: int) -> Evidence:
        verification = self.standing.verified_pairs.verification[row]
        return Evidence("verification", int(self.standing.verifications.id[verification]))

    def prints(self, persons: Ints) -> Prints:
        """By person (sorted ids): all that `evidence` and `discounts` tell, as a fingerprint."""
        standing, pairs = self.standing, self.standing.verified_pairs
        rows = np.flatnonzero(self.asked)
        is_reversed = standing.is_reversed[pairs.outcome[rows]]
        held = self.counts[rows] & ~self.waiting[rows] & ~is_reversed
        voice = np.where(held, self.voice[rows], 0)
        weights = np.ones((3, len(rows)), np.float64)
        if len(self.used):
            weights[:, held] = np.stack(
                [self.repeat[voice], self.reciprocity[voice], self.cap[np.searchsorted(self.used, voice)]]
            )[:, held]
        repeat, reciprocity, cap = (rounded(weight) for weight in weights)
        prints = print_of(
            standing.verifications.id[pairs.verification[rows]], pairs.independent[rows], self.counts[rows],
            is_reversed, self.waiting[rows], repeat, reciprocity, cap,
        )  # fmt: skip
        return added(persons, [(standing.persons[pairs.verifier[rows]], prints)])

    def evidence(self, person: int) -> tuple[Evidence, ...]:
        return tuple(sorted({self._about(row) for row in self._rows(person) if self._held(row)}))

    def discounts(self, person: int) -> tuple[Discount, ...]:
        """Sorted by fact and code; of several authors of one outcome the mildest word is kept."""
        mildest: dict[tuple[Evidence, str], float] = {}
        for row in self._rows(person):
            for code, factor in self._of_row(row):
                key = self._about(row), code
                mildest[key] = max(factor, mildest.get(key, 0.0))
        return tuple(Discount(code, about, factor) for (about, code), factor in sorted(mildest.items()))

    def _of_row(self, row: int) -> Iterator[tuple[str, float]]:
        pairs = self.standing.verified_pairs
        if not pairs.independent[row]:
            yield "own_word", 0.0
        elif not self.counts[row]:
            yield "automated", 0.0
        elif self.standing.is_reversed[pairs.outcome[row]]:
            yield "reversed", 0.0
        elif self.waiting[row]:
            yield "settling", 0.0
        else:
            voice = self.voice[row]
            factors = {
                "repeat": self.repeat[voice],
                "reciprocity": self.reciprocity[voice],
                "cap": self.cap[np.searchsorted(self.used, voice)],
            }
            yield from ((code, float(factor)) for code, factor in factors.items() if factor < 1.0)
