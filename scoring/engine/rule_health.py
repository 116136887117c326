"""Whether a rule gives badges as it used to: not silently dead, not suddenly busy, not for one team only.

Counts of awards by week against the rule's own past (Poisson), and the teams of the holders against the sizes of the
teams (binomial). An alarm is about the rule and says nothing of the people who hold the badge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from scoring.engine.chance import binomial_tail, poisson_tail

Code = Literal["quiet", "busy", "one_team"]

RECENT_WEEKS = 4  # one busy day is no trend
PAST_WEEKS = 26  # compared with half a year
LEAST_PAST_WEEKS = 8  # a younger rule has no past yet
NEVER_WEEKS = 26  # a rule that never gave anything for so long is worth a look
LEVEL = 0.001  # twenty rules looked at every week raise one false alarm a year
# Bursts of honest awards (a release, a review round) are wider than Poisson: busy is at least this many times the past.
BUSY_RATIO = 3.0
LEAST_AWARDS = 5  # fewer cannot show anything about teams
ONE_TEAM = 0.8  # of the awards: more of them in one team want an explanation


@dataclass(frozen=True)
class Alarm:
    """`seen` and `expected` awards of the recent weeks; for `one_team` the team's awards and what its size explains."""

    code: Code
    seen: int
    expected: float
    team: str = ""


def usual(by_week: Sequence[int]) -> float | None:
    """Awards of a week before the recent ones; None where there is too little past to speak of."""
    past = by_week[-RECENT_WEEKS - PAST_WEEKS : -RECENT_WEEKS]
    return sum(past) / len(past) if len(past) >= LEAST_PAST_WEEKS else None


def weekly_alarms(by_week: Sequence[int]) -> list[Alarm]:
    """Awards of whole weeks since the rule was published, the newest last."""
    recent, a_week = sum(by_week[-RECENT_WEEKS:]), usual(by_week)
    if not sum(by_week) and len(by_week) >= NEVER_WEEKS:
        return [Alarm("quiet", 0, 0.0)]
    if a_week is None:
        return []
    expected = a_week * RECENT_WEEKS
    if recent < expected and 1.0 - _at_least(recent + 1, expected) < LEVEL:
        return [Alarm("quiet", recent, expected)]
    # Half an award stands for a past without any: a first one is no alarm.
    compared = max(expected, 0.5)
    if recent >= LEAST_AWARDS and recent >= BUSY_RATIO * compared and _at_least(recent, compared) < LEVEL:
        return [Alarm("busy", recent, expected)]
    return []


def team_alarms(awards: Mapping[str, int], people: Mapping[str, int]) -> list[Alarm]:
    """Awards and people by team: a team that has more than ONE_TEAM of them, which its size does not explain."""
    total, everybody = sum(awards.values()), sum(people.values())
    if total < LEAST_AWARDS or len(people) < 2:
        return []
    team, number = max(Counter(awards).items(), key=lambda item: (item[1], item[0]))
    share = people.get(team, 0) / everybody
    if number <= ONE_TEAM * total or binomial_tail(number, total, share) >= LEVEL:
        return []
    return [Alarm("one_team", number, share * total, team)]


def _at_least(seen: int, expected: float) -> float:
    return float(poisson_tail(np.array([seen]), np.array([expected]))[0])
