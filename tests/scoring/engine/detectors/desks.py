"""Crafted usage: people who use a tool with sessions and pauses, half a year long, told back from `AT`.

Week 0 is the last one that is over three weeks before `AT`, so that its work had time to show; week 20 is 20 earlier.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from scoring.engine.facts import DAY, UNKNOWN, Contributions, Facts, Outcomes, People, UsageDays, UsageWeeks
from scoring.engine.policy import CURRENT, WEEK
from scoring.engine.standing import stand

from .crowd import AT

LAST = (AT - CURRENT.anchor) // WEEK - 3
OLDEST = 22


@dataclass(frozen=True)
class Week:
    """What is kept of one person's week, as an ordinary one has it."""

    requests: int = 100
    tokens: int = 200_000  # in, and a tenth of it out
    burstiness: float = 0.6
    gap_entropy: float = 2.9
    duplicate_share: float = 0.02
    active_seconds: int = UNKNOWN
    day: int = 1  # of the week; one more follows


@dataclass
class Desks:
    weeks: dict = field(default_factory=dict)  # (person, week) -> Week
    outcomes: list = field(default_factory=list)

    @classmethod
    def everyday(cls, people=240, seed=3):
        desks, rng = cls(), np.random.default_rng(seed)
        for person in range(people):
            for week in range(OLDEST + 1):
                times = float(rng.lognormal(0, 0.4))
                desks.weeks[person, week] = Week(int(100 * times) + 1, int(200_000 * times) + 1)
        return desks

    def changes(self, person, weeks, **of):
        for week in weeks:
            self.weeks[person, week] = replace(self.weeks.get((person, week), Week()), **of)

    def grows(self, person, weeks, times):
        for week in weeks:
            before = self.weeks[person, week]
            self.weeks[person, week] = replace(before, requests=int(100 * times), tokens=int(200_000 * times))

    def lands(self, person, week, lines, *, area=UNKNOWN):
        self.outcomes.append((person, start(week) + 2 * DAY, area, lines))

    def facts(self):
        days = []
        for (person, week), one in self.weeks.items():
            for day, part in ((one.day, 2), (one.day + 1, 2)):
                seconds = UNKNOWN if one.active_seconds == UNKNOWN else one.active_seconds // part
                days.append(
                    (person, 1, start(week) + day * DAY, one.requests // part, one.tokens // part,
                     one.tokens // part // 10, seconds)
                )  # fmt: skip
        return Facts(
            people=People.of((p, p // 6, False, None, None) for p in sorted({p for p, _ in self.weeks})),
            usage_days=UsageDays.of(days),
            usage_weeks=UsageWeeks.of(
                (p, LAST - week, 2, one.requests, one.burstiness, one.gap_entropy, one.duplicate_share)
                for (p, week), one in self.weeks.items()
            ),
            outcomes=Outcomes.of(
                (n, 0, at, UNKNOWN, area, lines, True, None) for n, (_, at, area, lines) in enumerate(self.outcomes)
            ),
            contributions=Contributions.of((n, person, UNKNOWN) for n, (person, *_) in enumerate(self.outcomes)),
        )  # fmt: skip

    def standing(self):
        return stand(self.facts(), CURRENT, at=AT)

    def found(self, detector):
        return detector.find(self.standing(), CURRENT)


def start(week):
    return CURRENT.anchor + (LAST - week) * WEEK


def weeks_of(findings, person):
    """Weeks, as counted here, of a person's findings."""
    ids = [number for f in findings if f.people == (person,) for _, number in f.about]
    return sorted(LAST - number % 10_000 for number in ids)
