"""Weeks of a tool's use as an attack plants them: requests first, then the sums and signs that the product keeps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import DAY, Floats, Ints, UsageDays, UsageWeeks
from scoring.engine.policy import CURRENT, WEEK

# As in scoring/usage/rhythm.py, which the engine cannot import; a test holds the two together.
BINS, FIRST_POWER, SHORTEST_GAP = 24, -4, 0.001
TOOL = 1
INPUT_TOKENS, OUTPUT_TOKENS, SPREAD = 3_000.0, 400.0, 0.8  # of a request, log-normal


@dataclass(frozen=True)
class PlantedWeek:
    """One person's requests of one week. `prompts`: equal numbers for equal prompts. `attended`: seconds of a person
    at the keyboard behind each request."""

    person: int
    monday: int  # seconds
    at: Ints  # seconds, sorted, within the week
    prompts: Ints
    attended: int
    input_tokens: Ints
    output_tokens: Ints

    @classmethod
    def of(cls, rng: Generator, person: int, monday: int, at: Ints, prompts: Ints, attended: int) -> PlantedWeek:
        inside = np.sort(np.clip(at, monday, monday + WEEK - 1))
        tokens = (
            rng.lognormal(np.log(mean), SPREAD, len(at)).astype(np.int64) for mean in (INPUT_TOKENS, OUTPUT_TOKENS)
        )
        return cls(person, monday, inside, prompts, attended, *tokens)

    @property
    def week(self) -> int:
        """Number since the policy's anchor."""
        return (self.monday - CURRENT.anchor) // WEEK

    def sketch(self) -> UsageWeeks:
        gaps = np.maximum(np.diff(self.at).astype(np.float64), SHORTEST_GAP)
        repeated = np.unique(self.prompts, return_counts=True)[1].max() / len(self.prompts)
        days = len(np.unique(self.at // DAY))
        return UsageWeeks.of([
            (self.person, self.week, days, len(self.at), burstiness(gaps), gap_entropy(gaps), repeated)
        ])  # fmt: skip

    def days(self) -> UsageDays:
        days, of_request = np.unique(self.at // DAY, return_inverse=True)
        requests = np.bincount(of_request)
        sums = [np.bincount(of_request, weights=tokens) for tokens in (self.input_tokens, self.output_tokens)]
        return UsageDays.of(
            (self.person, TOOL, int(day) * DAY, int(many), int(sums[0][n]), int(sums[1][n]), int(many) * self.attended)
            for n, (day, many) in enumerate(zip(days.tolist(), requests.tolist(), strict=True))
        )


def burstiness(gaps: Floats) -> float:
    """(sigma - mu) / (sigma + mu) of gaps in seconds; NaN for under two."""
    if len(gaps) < 2:
        return float("nan")
    return float((gaps.std() - gaps.mean()) / (gaps.std() + gaps.mean()))


def gap_entropy(gaps: Floats) -> float:
    """Of the gaps' powers of two, in bits; NaN where there are none."""
    if not len(gaps):
        return float("nan")
    bins = np.clip(np.floor(np.log2(gaps)).astype(np.int64) - FIRST_POWER, 0, BINS - 1)
    shares = np.unique(bins, return_counts=True)[1] / len(gaps)
    return float(-(shares * np.log2(shares)).sum()) + 0.0
