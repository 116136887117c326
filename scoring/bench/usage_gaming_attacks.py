"""Seven ways to burn tokens for show, each on top of the honest work of a real author, for six weeks.

Every attack adds 2 to 8 times the person's own usual week, so that volume alone tells no more than in the study that
the targets were set by (recall 0.16-0.24 there).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from scoring.bench.usage_gaming_company import START, WEEKS, Change, Honest
from scoring.bench.usage_gaming_traces import Requests, Traces
from scoring.engine.facts import DAY, Ints

WEEK = 7 * DAY
ATTACK_WEEKS = 8
LEAST_TIMES, MOST_TIMES = 3, 12
VARY = 0.3  # of the logarithm of one attacked week's requests
LEAST_USUAL = 20  # requests of a week that an attack multiplies at least


@dataclass(frozen=True)
class Burning:
    """What one attacked week is made from."""

    honest: Honest
    traces: Traces
    rng: Generator
    monday: int  # seconds
    many: int  # requests
    favourites: Requests  # one to four prompts that are sent again and again

    def repeated(self, at: Ints) -> Requests:
        which = self.rng.integers(len(self.favourites), size=len(at))
        one = self.favourites
        return Requests(at, one.tokens_in[which], one.tokens_out[which], one.prompt[which])

    def fresh(self, at: Ints) -> Requests:
        found = self.traces.session(self.rng, 0, len(at), code=self.honest.code)
        return replace(found, at=at, prompt=self.rng.integers(1 << 50, 1 << 60, size=len(at)))

    def own_hours(self, many: int) -> Ints:
        """Moments as this person's own work has them."""
        moments: Ints = self.monday + self.rng.choice(self.honest.times_of_week, many)
        return np.sort(moments + self.rng.normal(0, 5400, many).astype(np.int64))


def cron(week: Burning) -> Requests:
    """Every few minutes, day and night."""
    return week.repeated(week.monday + np.arange(week.many) * WEEK // week.many)


def jitter(week: Burning) -> Requests:
    """The same with 30 % of chance in every gap."""
    gaps = WEEK / week.many * week.rng.uniform(0.7, 1.3, week.many)
    return week.repeated(week.monday + np.minimum(np.cumsum(gaps).astype(np.int64), WEEK - 1))


def office_hours(week: Burning) -> Requests:
    """With that jitter, eight hours on five days."""
    gaps = 5 * 8 * 3600 / week.many * week.rng.uniform(0.7, 1.3, week.many)
    worked = np.minimum(np.cumsum(gaps).astype(np.int64), 5 * 8 * 3600 - 1)
    return week.repeated(week.monday + worked // (8 * 3600) * DAY + 9 * 3600 + worked % (8 * 3600))


def replay(week: Burning) -> Requests:
    """The same prompts at the person's own hours."""
    return week.repeated(week.own_hours(week.many))


def paraphrase(week: Burning) -> Requests:
    """At the person's own hours, every prompt worded anew."""
    return week.fresh(week.own_hours(week.many))


def session_mimic(week: Burning) -> Requests:
    """Whole sessions with real gaps, real amounts and new prompts, when the person works."""
    parts: list[Requests] = []
    while sum(map(len, parts)) < week.many:
        turns = 2 + int(week.rng.geometric(1 / week.honest.turns))
        start = int(week.own_hours(1)[0])
        parts.append(week.traces.session(week.rng, start, turns, code=week.honest.code))
    return Requests.joined(parts)


ATTACKS: Mapping[str, Callable[[Burning], Requests]] = MappingProxyType(
    {
        "cron": cron,
        "jitter": jitter,
        "office hours": office_hours,
        "replay": replay,
        "paraphrase": paraphrase,
        "session mimic": session_mimic,
        "mimic + split": session_mimic,
    }
)
TUNED_ON = ("cron", "office hours", "replay", "session mimic")


def burn(kind: str, honest: Honest, traces: Traces, rng: Generator, first: int, here: tuple[int, int]) -> Requests:
    """All requests of a person who adds this attack from week `first` on."""
    week_of = (honest.requests.at - START) // WEEK
    usual = np.bincount(week_of, minlength=WEEKS)[here[0] : here[1] + 1]
    times = np.exp(rng.uniform(np.log(LEAST_TIMES), np.log(MOST_TIMES)))
    many = int(times * max(LEAST_USUAL, float(np.mean(usual[usual > 0])) if usual.any() else 0.0))
    favourites = traces.session(rng, 0, int(rng.integers(1, 5)), code=honest.code)
    added = [
        ATTACKS[kind](
            Burning(honest, traces, rng, START + week * WEEK, max(1, int(many * rng.lognormal(0, VARY))), favourites)
        )
        for week in range(first, first + ATTACK_WEEKS)
    ]
    return Requests.joined([honest.requests, *added])


def split(changes: list[Change], rng: Generator, first: int) -> list[Change]:
    """The same work in three to six parts, the later ones spread over three weeks, as long as tokens are burnt."""
    found = []
    for change in changes:
        if not first - 1 <= (change.at - START) // WEEK < first + ATTACK_WEEKS + 3 or change.lines < 2:
            found.append(change)
            continue
        parts = min(change.lines, int(rng.integers(3, 7)))
        later = np.sort(np.r_[0, rng.integers(0, 21 * DAY, parts - 1)])
        for number, delay in enumerate(later.tolist()):
            lines = change.lines // parts + (number < change.lines % parts)
            found.append(replace(change, at=change.at + delay, lines=lines))
    return found
