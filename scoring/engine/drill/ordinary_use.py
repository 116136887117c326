"""How an invented company uses tools: whole sessions in some weeks, by everybody.

Detectors of use compare a week with the person's own usual and with 200 others: where nobody uses anything, a planted
week stands alone and is compared with nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.drill.planting import joined
from scoring.engine.drill.tools import PlantedWeek
from scoring.engine.facts import DAY, Ints, UsageDays, UsageWeeks
from scoring.engine.policy import CURRENT, WEEK

WEEKS = 24  # a half-year: what detectors look at
# Of a person's weeks. More than eight, so that there is an own usual; and enough free ones that eight can be planted.
USED = 0.4
SESSIONS, TURNS = 6, 8  # a week and a session, in the mean
PAUSE = 90.0  # seconds between two turns
ATTENDED = 60  # seconds of a person behind each request


def ordinary_use(rng: Generator, people: Ints, at: int) -> tuple[UsageWeeks, UsageDays]:
    """Of the weeks before `at` (seconds) that are over. About a second for 240 people."""
    last = (at - CURRENT.anchor) // WEEK
    mondays = CURRENT.anchor + np.arange(last - WEEKS, last) * WEEK
    used = rng.random((len(people), WEEKS)) < USED
    weeks = [_week(rng, int(people[row]), int(mondays[week])) for row, week in np.argwhere(used).tolist()]
    return joined(*(week.sketch() for week in weeks)), joined(*(week.days() for week in weeks))


def _week(rng: Generator, person: int, monday: int) -> PlantedWeek:
    sessions = 1 + int(rng.poisson(SESSIONS - 1))
    begun = rng.integers(0, 5, sessions) * DAY + rng.normal(14 * 3600, 2.5 * 3600, sessions).astype(np.int64) % DAY
    pauses = np.cumsum(rng.exponential(PAUSE, (sessions, TURNS)), axis=1).astype(np.int64)
    at = monday + (begun[:, None] + pauses).ravel()
    return PlantedWeek.of(rng, person, monday, at, rng.integers(1 << 40, 1 << 60, len(at)), ATTENDED)
