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
    number: int  # of the attacked weeks, from 0
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


def bursts(week: Burning) -> Requests:
    """A script started by hand some times a week: runs of about sixty requests, 20 s apart, every prompt new."""
    starts = week.own_hours(max(1, week.many // 60))
    at = (starts[:, None] + np.cumsum(week.rng.uniform(5, 35, (len(starts), 60)), axis=1).astype(np.int64)).ravel()
    return week.fresh(at)


def slow_ramp(week: Burning) -> Requests:
    """The mimic of sessions, from a quarter of the amount in the first week to nearly twice in the last."""
    return session_mimic(replace(week, many=max(1, int(week.many * (week.number + 1) / 4.5))))


def many_prompts(week: Burning) -> Requests:
    """Twelve to twenty prompts in turn, at the person's own hours."""
    chosen = week.traces.session(week.rng, 0, int(week.rng.integers(12, 21)), code=week.honest.code)
    return replace(week, favourites=chosen).repeated(week.own_hours(week.many))


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
# Written after every number was fixed, and measured on the reported years only.
HELD_BACK: Mapping[str, Callable[[Burning], Requests]] = MappingProxyType(
    {"bursts": bursts, "slow ramp": slow_ramp, "many prompts": many_prompts}
)
EVERY = MappingProxyType({**ATTACKS, **HELD_BACK})


def burn(kind: str, honest: Honest, traces: Traces, rng: Generator, first: int, here: tuple[int, int]) -> Requests:
    """All requests of a person who adds this attack from week `first` on."""
    week_of = (honest.requests.at - START) // WEEK
    usual = np.bincount(week_of, minlength=WEEKS)[here[0] : here[1] + 1]
    times = np.exp(rng.uniform(np.log(LEAST_TIMES), np.log(MOST_TIMES)))
    many = int(times * max(LEAST_USUAL, float(np.mean(usual[usual > 0])) if usual.any() else 0.0))
    favourites = traces.session(rng, 0, int(rng.integers(1, 5)), code=honest.code)
    added = []
    for number in range(ATTACK_WEEKS):
        varied = max(1, int(many * rng.lognormal(0, VARY)))
        monday = START + (first + number) * WEEK
        added.append(EVERY[kind](Burning(honest, traces, rng, monday, varied, number, favourites)))
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
