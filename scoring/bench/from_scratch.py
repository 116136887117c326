"""Everybody judged from columns, from nothing: the time and the memory of two processes, at several sizes.

`python -m scoring.bench from_scratch [PEOPLE ...]`: with 100,000 people a million nominations, two million outcomes
and ten million usage days under twenty rules. Facts are drawn before the clock starts. What is shared by all (who
gave to whom, who verified whom) is worked out once; two processes then take parts of the people in turn, and work
out every decision with its digest, as reconcile does. Explanations are told when somebody asks: timed apart.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

import numpy as np

from scoring.bench.large_company import AT, USAGE_DAYS, large_company
from scoring.engine.criteria.parse import parse_rule_text
from scoring.engine.decide import Pages
from scoring.engine.judge import LiveRule, judge_standing
from scoring.engine.policy import CURRENT
from scoring.engine.standing import Standing, stand

SIZES = (25_000, 50_000, 100_000)
PROCESSES = 2
PART = 5_000  # people judged at a time: some 270 MiB in each process
TOLD = 200  # people whose explanations are timed
RULES = Path(__file__).resolve().parents[1] / "catalogue" / "rules"
TWENTIETH = (
    "{badge: steady-pilot, criteria: {all: [usage_weeks: {at_least: 8}, peer_support: {at_least: 2, voices: 2}]}}"
)
SHARED = ("nomination_graph", "careful_graph", "pair_factors", "work_units", "sharing", "factors", "tree")


@dataclass(frozen=True)
class Part:
    decisions: int
    eligible: int
    digest: str  # over all digests of the part


def main(words: Sequence[str]) -> None:
    rules = _rules()
    for people in [int(word) for word in words] or SIZES:
        print(_measured(people, rules), flush=True)


def _rules() -> list[LiveRule]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.yaml"))]
    read = [parse_rule_text(text) for text in (*texts, TWENTIETH)]
    ids = {rule.badge: number for number, rule in enumerate(read, start=1)}
    return [LiveRule(ids[rule.badge], 1, rule, ids) for rule in read]


def _measured(people: int, rules: list[LiveRule]) -> str:
    facts = large_company(people, {rule.rule.badge: rule.badge for rule in rules})
    with _Memory() as memory:
        began, worked = time.perf_counter(), _work()
        standing = stand(facts, CURRENT, at=AT)
        for name in SHARED:
            getattr(standing, name)
        shared = time.perf_counter()
        parts = _in_processes(standing, rules, people)
        ended, work = time.perf_counter(), _work() - worked
    told = _told(standing, rules, people)
    return (
        f"from scratch: {people:,} people, {len(facts.gifts):,} nominations, {len(facts.outcomes):,} outcomes, "
        f"{people * USAGE_DAYS:,} usage days ({len(facts.usage_weeks):,} weeks), {len(rules)} rules: "
        f"{ended - began:.1f} s by the clock ({shared - began:.1f} s of it for what is shared), {work:.1f} s of work "
        f"in {PROCESSES} processes, {1e6 * work / people:.0f} us a person, {memory.peak / 2**20:.0f} MiB at most\n"
        f"  {sum(p.decisions for p in parts):,} decisions, {sum(p.eligible for p in parts):,} say yes; told in full on "
        f"request: {told:.1f} ms a person"
    )


_given: tuple[Standing, list[LiveRule], int]  # read by the forked processes


def _in_processes(standing: Standing, rules: list[LiveRule], people: int) -> list[Part]:
    global _given
    _given = standing, rules, people
    with get_context("fork").Pool(PROCESSES) as pool:
        return pool.map(_judge_part, range(0, people, PART), chunksize=1)


def _judge_part(start: int) -> Part:
    standing, rules, people = _given
    pages = _pages(standing, rules, start, min(start + PART, people))
    digest, decisions, eligible = sha256(), 0, 0
    for page in pages.pages.values():
        digests = page.digests()
        decisions += len(digests)
        eligible += int(page.eligible.sum())
        digest.update("".join(digests).encode("ascii"))
    return Part(decisions, eligible, digest.hexdigest())


def _pages(standing: Standing, rules: list[LiveRule], start: int, end: int) -> Pages:
    decisions = judge_standing(standing, rules, persons=np.arange(start, end)).decisions
    assert isinstance(decisions, Pages)
    return decisions


def _told(standing: Standing, rules: list[LiveRule], people: int) -> float:
    """Milliseconds of work a person, all badges: evidence and discounts of every criterion."""
    pages = _pages(standing, rules, people // 2, people // 2 + TOLD)
    began = time.process_time()
    for decision in pages.values():
        for result in decision.criteria:
            assert result.evidence is not None
    return 1000 * (time.process_time() - began) / TOLD


def _work() -> float:
    """Processor seconds of this process and of the children that have ended."""
    return sum(os.times()[:4])


class _Memory:
    """The most that this process and its children held together, looked at ten times a second.

    Pages that forked processes share are counted once (PSS). Linux only.
    """

    def __enter__(self) -> _Memory:
        self.peak = 0
        self._stop = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.1):
            self.peak = max(self.peak, sum(_held(process) for process in _family()))


def _family() -> list[int]:
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [os.getpid(), *map(int, children)]


def _held(process: int) -> int:
    """Bytes; 0 for a process that has just ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
