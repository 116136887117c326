"""Honest weeks: when people of harbour wrote their changes decides when their sessions are.

One simulated person is one real author in one half-year with at least twenty changes. Assumed, for no public data tells
it (see docs/benchmarks/usage.md): how many sessions a change takes and how they depend on its size, how much somebody
explores without any outcome, who runs batch jobs, who takes to the tool more from some week on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator

from scoring.bench.harbour_gifts import VERIFYING, harbour_rows, seconds_of
from scoring.bench.usage_gaming_traces import Requests, Traces
from scoring.engine.facts import DAY, Ints
from scoring.engine.policy import CURRENT

WEEKS = 26
SPAN = WEEKS * 7 * DAY
FIRST = CURRENT.anchor + 138 * 7 * DAY  # Monday 2020-08-24
HALVES = {"tuned on": (0, 1, 2, 3, 4, 5), "reported": (6, 7, 8, 9, 10, 11)}
LEAST_CHANGES = 20
START = CURRENT.anchor + 400 * 7 * DAY  # all half-years are laid onto the same 26 weeks


@dataclass(frozen=True)
class Change:
    """A change of one simulated person. Times in seconds, on the common 26 weeks."""

    written: int
    at: int  # merged
    lines: int
    area: int
    vouched: bool
    verifiers: tuple[int, ...]  # real people


@dataclass
class Worker:
    """One real author in one half-year."""

    changes: list[Change]
    here: tuple[int, int]  # first and last week with somebody at work


def workers(part: str) -> list[Worker]:
    """Everybody with enough changes in one of the half-years of that part."""
    people = {row["id"]: n for n, row in enumerate(harbour_rows("people")) if not row["automated"]}
    areas: dict[str, int] = {}
    verifiers: dict[str, list[int]] = defaultdict(list)
    for row in harbour_rows("acknowledgements"):
        if row["kind"] in VERIFYING and row["from"] != row["to"] and row["from"] in people:
            verifiers[row["outcome"]].append(people[row["from"]])
    of: dict[tuple[int, str], list[Change]] = defaultdict(list)
    for row in harbour_rows("outcomes"):
        if row["person"] not in people:
            continue
        written, merged = seconds_of(row["authored_at"]), seconds_of(row["at"])
        for half in HALVES[part]:
            begin = FIRST + half * SPAN
            # Work of the last weeks is written in this half-year and merged in the next, and the other way round.
            if begin <= written < begin + SPAN or begin <= merged < begin + SPAN:
                of[half, row["person"]].append(_change(row, START - begin, areas, verifiers[row["id"]]))
    found = []
    for _key, changes in sorted(of.items()):
        week = sorted((change.written - START) // (7 * DAY) for change in changes if 0 <= change.written - START < SPAN)
        if len(week) >= LEAST_CHANGES:
            found.append(Worker(changes, (max(0, week[0] - 4), min(WEEKS - 1, week[-1] + 4))))
    return found


def _change(row: dict[str, Any], shift: int, areas: dict[str, int], verifiers: list[int]) -> Change:
    lines = (row["lines_added"] or 0) + (row["lines_deleted"] or 0)
    area = areas.setdefault(row["area"], len(areas)) if row["area"] else -1
    merged = seconds_of(row["at"])
    written = min(seconds_of(row["authored_at"]), merged)
    return Change(
        written + shift, merged + shift, lines, area, row["merged_by"] != row["person"], tuple(sorted(set(verifiers)))
    )


@dataclass
class Honest:
    """One person's honest requests and habits."""

    requests: Requests
    times_of_week: Ints  # seconds since Monday at which this person writes changes
    turns: float  # of a usual session
    code: bool
    declared: set[int]  # weeks with a declared batch job


def honest_life(worker: Worker, traces: Traces, rng: Generator) -> Honest:
    """Sessions before every change, some exploration, and now and then a batch job."""
    code, turns = bool(rng.random() < 0.5), float(rng.lognormal(np.log(20), 0.5))
    eager, curious = rng.lognormal(np.log(0.5), 0.5), rng.lognormal(np.log(2.0), 0.6)
    step_at = int(rng.integers(4, WEEKS)) if rng.random() < 0.15 else WEEKS
    step = float(rng.lognormal(np.log(2.0), 0.3))
    times = np.array([(c.written - CURRENT.anchor) % (7 * DAY) for c in worker.changes])
    starts: list[int] = []
    for change in worker.changes:
        effort = eager * (max(change.lines, 1) / 20) ** 0.3 * rng.lognormal(0.0, 0.7)
        for _ in range(min(12, 1 + int(rng.poisson(effort * _more(change.written, step_at, step))))):
            days_before = int(rng.exponential(1.5))
            starts.append(change.written - days_before * DAY - int(rng.uniform(0.2, 3.0) * 3600))
    for week in range(worker.here[0], worker.here[1] + 1):
        monday = START + week * 7 * DAY
        if rng.random() < 0.08:  # away
            starts = [start for start in starts if not monday <= start < monday + 7 * DAY]
            continue
        for _ in range(int(rng.poisson(curious * _more(monday, step_at, step)))):
            starts.append(monday + int(rng.choice(times) + rng.normal(0, 5400)))
    parts = [traces.session(rng, start, 2 + int(rng.geometric(1 / turns)), code=code) for start in starts]
    declared: set[int] = set()
    if rng.random() < 0.08:
        parts += _batch_job(worker, traces, rng, declared, code=code)
    requests = Requests.joined(parts)
    inside = (requests.at >= START) & (requests.at < START + SPAN)
    return Honest(
        Requests(requests.at[inside], requests.tokens_in[inside], requests.tokens_out[inside], requests.prompt[inside]),
        times, turns, code, declared,
    )  # fmt: skip


def _more(moment: int, step_at: int, step: float) -> float:
    return step if (moment - START) // (7 * DAY) >= step_at else 1.0


def _batch_job(worker: Worker, traces: Traces, rng: Generator, declared: set[int], *, code: bool) -> list[Requests]:
    """A steady job on one day of up to three weeks; every second one is declared."""
    first, weeks = int(rng.integers(worker.here[0], worker.here[1] + 1)), int(rng.integers(1, 4))
    is_declared, parts = rng.random() < 0.5, []
    for week in range(first, min(WEEKS, first + weeks)):
        many, gap = int(rng.integers(50, 400)), int(rng.integers(5, 60))
        day = traces.session(rng, 0, many, code=code)
        at = START + week * 7 * DAY + int(rng.integers(7)) * DAY + int(rng.integers(DAY // 2)) + gap * np.arange(many)
        parts.append(Requests(at, day.tokens_in, day.tokens_out, day.prompt))
        if is_declared:
            declared.add(week)
    return parts
