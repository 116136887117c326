"""One rule worked out for many persons: what each condition reads, and which tier is reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.criteria.kind import Measured
from scoring.engine.criteria.nodes import MET, Answers, Condition, Rule, answers_to, combined
from scoring.engine.digest import row_digests
from scoring.engine.facts import NEVER, Bools, Floats, Ints
from scoring.engine.fingerprints import prints_told, rounded
from scoring.engine.reading import Reading


@dataclass(frozen=True)
class Sheet:
    """Columns are aligned with `reading.persons`; `measured` with `rule.conditions`."""

    rule: Rule
    reading: Reading
    measured: tuple[Measured, ...]

    @classmethod
    def of(cls, rule: Rule, reading: Reading) -> Sheet:
        return cls(rule, reading, tuple(c.kind.measure(c.values, reading) for _, c in rule.conditions))

    @cached_property
    def _by_path(self) -> dict[str, Measured]:
        return {path: m for (path, _), m in zip(self.rule.conditions, self.measured, strict=True)}

    def answers(self, path: str, condition: Condition, multiple: float) -> Answers:
        """Of one condition: the least answer over its thresholds. Worked out once per multiple."""
        if (path, multiple) not in self._answered:
            self._answered[path, multiple] = self._answers(path, condition, multiple)
        return self._answered[path, multiple]

    @cached_property
    def _answered(self) -> dict[tuple[str, float], Answers]:
        return {}

    def _answers(self, path: str, condition: Condition, multiple: float) -> Answers:
        columns = self._by_path[path].columns
        asked = condition.thresholds(multiple)
        parts: Sequence[Answers] = [answers_to(columns[t.measure], t.asked) for t in asked]
        least: Answers = np.minimum.reduce(parts)
        return least

    @cached_property
    def multiples(self) -> tuple[float, ...]:
        return tuple(multiple for _, multiple in self.rule.tiers) or (1.0,)

    @cached_property
    def levels(self) -> Ints:
        """How many tiers are met (0 or 1 for a rule without tiers)."""
        levels = np.zeros(len(self.reading.persons), np.int64)
        for multiple in self.multiples:
            met = combined(self.rule.criteria, lambda path, c, m=multiple: self.answers(path, c, m))  # type: ignore[misc]
            levels += met == MET
        return levels

    @cached_property
    def progress(self) -> Floats:
        """Mean share of the first tier's thresholds that is reached, in [0, 1]; never falls when a measure grows."""
        shares = []
        for (_, condition), measured in zip(self.rule.conditions, self.measured, strict=True):
            for t in condition.thresholds(1.0):
                shares.append(np.minimum(1.0, np.nan_to_num(measured.columns[t.measure]) / t.asked))
        return np.asarray(np.mean(shares, axis=0), np.float64)

    @cached_property
    def counted(self) -> Bools:
        """Something of the person counted, other than time and badges held, or will count by itself."""
        counted = np.zeros(len(self.reading.persons), np.bool_)
        for (_, condition), measured in zip(self.rule.conditions, self.measured, strict=True):
            if condition.kind.counts_facts:
                counted |= measured.next_check_at != NEVER
                for column in measured.columns.values():
                    counted |= column > 0
        return counted

    @cached_property
    def waiting(self) -> Bools:
        """Not met, and would be if everything that time alone can change were met."""

        def hopeful(path: str, condition: Condition) -> Answers:
            answers = self.answers(path, condition, 1.0)
            return np.where(self._by_path[path].next_check_at != NEVER, MET, answers).astype(np.int8)

        return np.asarray((self.levels == 0) & (combined(self.rule.criteria, hopeful) == MET), np.bool_)

    @cached_property
    def next_check_at(self) -> Ints:
        """The earliest moment at which time alone could change an answer."""
        times = [measured.next_check_at for measured in self.measured]
        reading = self.reading
        left = reading.left_on()
        times.append(np.where(left > reading.at, left, NEVER))
        if self.rule.counts_from is not None:
            # With the next epoch, the oldest one drops out of what the rule reads.
            policy = reading.policy
            turn = policy.epoch_start(policy.epoch_of(reading.at) + 1)
            times.append(np.where(self.counted, turn, NEVER))
        earliest: Ints = np.minimum.reduce(times)
        return earliest

    def digest(self, row: int) -> str:
        """Over all that decided about one person: the rule, the policy, the measures, and the facts with what each
        kept; 64 hexadecimal digits.

        Days of tenure grow by themselves: the first day stands for them, and whether it was enough.
        """
        return self.digests([row])[0]

    def digests(self, rows: Iterable[int]) -> list[str]:
        """`digest` of many."""
        line, decided, width = self._decided
        return row_digests(line, decided, width, rows)

    @cached_property
    def _decided(self) -> tuple[str, bytes, int]:
        """What all share, then one row a person (and its length in bytes), in whole numbers of 64 bits, least byte
        first: the person; the tier reached; of each condition the answer at that tier, what it measured, and the
        fingerprint of its facts."""
        columns = [self.reading.persons, self.levels]
        for (path, condition), measured in zip(self.rule.conditions, self.measured, strict=True):
            columns.append(self._answers_at_tier(path, condition))
            for name, column in sorted(measured.columns.items()):
                columns.append(measured.fixed.get(name, rounded(column)))
            if measured.prints is not None:
                columns.extend(measured.prints().T.view(np.int64))
            elif measured.tells:
                told = prints_told(self.reading.persons, measured.evidence, measured.discounts)
                columns.extend(told.T.view(np.int64))
        line = f"{self.rule.digest} {self.reading.policy.version}"
        return line, np.stack(columns, axis=1).astype("<i8").tobytes(), 8 * len(columns)

    def _answers_at_tier(self, path: str, condition: Condition) -> Ints:
        answers = np.zeros(len(self.levels), np.int64)
        for level in np.unique(self.levels).tolist():
            rows = self.levels == level
            answers[rows] = self.answers(path, condition, self.multiples[max(level - 1, 0)])[rows]
        return answers
