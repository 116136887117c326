"""Four signs of every usage week, each 1 where it alone is reason enough (scoring.md 4, U01 to U04).

    rhythm      max((b0 - burstiness) / (b0 - b1), (h0 - entropy) / (h0 - h1)) x min(1, sqrt(requests / 200))
    repetition  (largest share of one prompt - d0) / (d1 - d0)
    unattended  (a0 - user-active seconds for 10,000 output tokens over 28 days) / (a0 - a1)
    unearned    how long consumption stays above the person's own usual: unearned_usage.py

all cut off below 0, and 0 where the source does not tell enough. x0 is where nearly no honest week lies, x1 the
default of the detector. What a declared batch job did is not among the facts. The hour of the day, the day of the week
and the time zone are nowhere in it, and no sign falls when more of what it reads is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.engine.detector_policy import DetectorPolicy
from scoring.engine.facts import UNKNOWN, Floats, Ints
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.unearned_usage import unearned
from scoring.engine.usage_grid import UsageGrid, rolled, usage_grid

SIGNS = ("rhythm", "repetition", "unattended", "unearned")


@dataclass(frozen=True)
class UsageSigns:
    """By week with usage that is over, of the last half-year; sorted by person and week."""

    person: Ints
    week: Ints  # since the policy's anchor
    signs: Mapping[str, Floats]  # by SIGNS
    measured: Mapping[str, Floats]  # what sentences tell; NaN where not known

    @classmethod
    def of(cls, standing: Standing, policy: Policy) -> UsageSigns:
        """Linear in the rows of usage and of outcomes, and a few matrices of people x 26 weeks."""
        numbers, grid = policy.detectors, standing.once(usage_grid)
        sketch = grid.sketch
        requests = np.nan_to_num(sketch["requests"])
        enough = np.where(
            requests < numbers.least_requests, 0.0, np.minimum(1.0, np.sqrt(requests / numbers.rhythm_requests))
        )
        seconds, brought = _attended(grid, numbers), unearned(standing, policy, grid)
        signs = {
            "rhythm": enough
            * np.maximum(
                _reach(sketch["burstiness"], numbers.burstiness_from, numbers.burstiness_full),
                _reach(sketch["gap_entropy"], numbers.entropy_from, numbers.entropy_full),
            ),
            "repetition": np.where(
                enough > 0, _reach(sketch["duplicate_share"], numbers.repeated_from, numbers.repeated_full), 0.0
            ),
            "unattended": _reach(seconds, numbers.attended_from, numbers.attended_full),
            "unearned": brought.sign,
        }
        row, column = np.nonzero(((grid.sums(grid.days.requests) > 0) | (requests > 0) | brought.active) & grid.is_over)
        return cls(
            grid.people[row],
            grid.first_week + column,
            {name: signs[name][row, column] for name in SIGNS},
            {
                "burstiness": sketch["burstiness"][row, column],
                "entropy": sketch["gap_entropy"][row, column],
                "share": sketch["duplicate_share"][row, column],
                "requests": requests[row, column],
                "seconds": seconds[row, column],
                "times": brought.times[row, column],
            },
        )


def _reach(value: Floats, start: float, full: float) -> Floats:
    """0 up to `start`, 1 at `full` and on in proportion, in whichever direction; 0 where the value is not known."""
    return np.nan_to_num(np.maximum(0.0, (value - start) / (full - start)))


def _attended(grid: UsageGrid, numbers: DetectorPolicy) -> Floats:
    """User-active seconds for 10,000 output tokens in the four weeks up to each; NaN where no source tells."""
    days, before = grid.days, numbers.attended_weeks - 1
    told = days.active_seconds != UNKNOWN
    seconds = rolled(grid.sums(np.where(told, days.active_seconds, 0)), before, 0)
    written = grid.sums(np.where(told, days.output_tokens, 0))
    tokens = rolled(written, before, 0)
    # A week of which nothing is told is not judged by the weeks before it.
    enough = (written > 0) & (tokens * numbers.attended_weeks >= numbers.attended_tokens)
    return np.where(enough, seconds / np.where(enough, tokens, 1.0) * 10_000, np.nan)
