"""Every number of the detectors, with its unit and its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DetectorPolicy:
    """Durations in days, shares and factors in [0, 1]. Defaults from scoring.md 4."""

    # Facts older than half a year say little about how somebody gives today; reciprocal exchange is asked over a year.
    window_days: int = 180
    year_days: int = 365

    # N09: more than 40 % of at least 4 gifts to one person. Honest mentors do that too: it informs.
    concentrated_share: float = 0.4
    concentrated_gifts: int = 4
