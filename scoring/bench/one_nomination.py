"""One nomination -> decision stored: the worker's milliseconds and statements, by the size of the company.

`python -m scoring.bench one_nomination [PEOPLE ...]`
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.actions import nominations
from recognition.models import Badge, Person
from scoring.bench.company import build_company
from scoring.bench.scratch import scratch_database
from scoring.judging.recalculation import recalculate_queued
from scoring.models import Decision, QueuedPerson

SIZES = (1_000, 100_000)
ROUNDS = 15
REASON = "They took the time to help us through the move."


@dataclass(frozen=True)
class Part:
    """One step of the work for one nomination; times are medians of the rounds."""

    milliseconds: float  # processor time of the worker, the page not included
    worst: float
    elapsed: float  # by the clock on the wall, waiting for the disk included
    judged: int  # people
    statements: int


@dataclass(frozen=True)
class Measured:
    people: int
    named: Part  # until the nominee's decision is stored: the two whom the nomination names are judged
    around: Part  # until everybody is judged whom it touches, the named included


@dataclass(frozen=True)
class _Batch:
    work: float
    elapsed: float
    judged: int
    statements: int


def measure(ids: list[int]) -> Measured:
    """Nominate between different pairs of people, and judge after each.

    Each pair nominates twice, for two badges: the first makes sure that everybody around has been judged before,
    as in a running company; the second is measured. Its statements are counted in a round of their own.
    """
    first, second = Badge.objects.get(slug="mentor"), Badge.objects.get(slug="bridge-builder")
    rounds = []
    for number in range(1, ROUNDS + 1):
        _nominate_and_judge(ids, number, first)
        rounds.append(_nominate_and_judge(ids, number, second))
    _nominate_and_judge(ids, ROUNDS + 1, first)
    counted = _nominate_and_judge(ids, ROUNDS + 1, second, count=True)
    return Measured(
        people=len(ids),
        named=_part([batches[:1] for batches in rounds], counted[:1]),
        around=_part(rounds, counted),
    )


def _part(rounds: list[list[_Batch]], counted: list[_Batch]) -> Part:
    work = [sum(batch.work for batch in batches) for batches in rounds]
    return Part(
        milliseconds=statistics.median(work),
        worst=max(work),
        elapsed=statistics.median(sum(batch.elapsed for batch in batches) for batches in rounds),
        judged=int(statistics.median(sum(batch.judged for batch in batches) for batches in rounds)),
        statements=sum(batch.statements for batch in counted),
    )


def _nominate_and_judge(ids: list[int], number: int, badge: Badge, *, count: bool = False) -> list[_Batch]:
    """The batches until nobody waits; the first holds the two whom the nomination names."""
    step = len(ids) // (ROUNDS + 2)
    giver = Person.objects.get(pk=ids[number * step])
    nominee = Person.objects.get(pk=ids[(number * step + 37) % len(ids)])
    nominations.submit(by=giver, nominee=nominee, badge=badge, reason=REASON)
    batches = [_judge_batch(count)]
    if not Decision.objects.filter(person=nominee, badge=badge, superseded_at=None).exists():
        raise RuntimeError(f"no decision was stored for {nominee.key}")
    while QueuedPerson.objects.exists():
        batches.append(_judge_batch(count))
    return batches


def _judge_batch(count: bool) -> _Batch:
    log = CaptureQueriesContext(connection)  # slows down: never in a round that is timed
    with log if count else nullcontext():
        started, busy = time.perf_counter(), time.process_time()
        counts = recalculate_queued()
        elapsed, work = time.perf_counter() - started, time.process_time() - busy
    return _Batch(work * 1000, elapsed * 1000, counts.persons, len(log) if count else 0)


def main(words: Sequence[str]) -> None:
    found = []
    for size in [int(word) for word in words] or SIZES:
        with scratch_database() as vendor:
            started = time.perf_counter()
            ids = build_company(size)
            print(f"company of {size:,} people built in {time.perf_counter() - started:.0f} s ({vendor})", flush=True)
            found.append(measured := measure(ids))
            _say("the nominee's decision stored", measured.named)
            _say("everybody around judged too", measured.around)
    if len(found) > 1:
        last, first = found[-1], found[0]
        print(
            f"  {last.people:,} against {first.people:,} people: "
            f"{last.named.milliseconds / first.named.milliseconds:.2f} times the work until the nominee's decision, "
            f"{last.around.milliseconds / first.around.milliseconds:.2f} for everybody around"
        )


def _say(name: str, part: Part) -> None:
    print(
        f"  one nomination -> {name}: {part.milliseconds:.0f} ms of work (worst {part.worst:.0f}; "
        f"{part.elapsed:.0f} ms by the clock), {part.judged} people judged, {part.statements} statements",
        flush=True,
    )
