"""One nomination -> decision stored: the worker's milliseconds and statements, by the size of the company."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.actions import nominations
from recognition.models import Badge, Person
from scoring.models import Decision
from scoring.recalculation import recalculate_queued

ROUNDS = 15
REASON = "They took the time to help us through the move."


@dataclass(frozen=True)
class Measured:
    people: int
    milliseconds: float  # median of the rounds: processor time of the worker, the page not included
    worst: float
    elapsed: float  # median of the rounds by the clock on the wall, waiting for the disk included
    judged: int  # median number of people judged for one nomination
    statements: int


def measure(ids: list[int]) -> Measured:
    """Nominate between different pairs of people, and judge after each.

    Each pair nominates twice, for two badges: the first makes sure that everybody around has been judged before,
    as in a running company; the second is measured.
    """
    first, second = Badge.objects.get(slug="mentor"), Badge.objects.get(slug="bridge-builder")
    times, elapsed, judged = [], [], []
    for number in range(1, ROUNDS + 1):
        _once(ids, number, first)
        busy, wall, persons = _once(ids, number, second)
        times.append(busy * 1000)
        elapsed.append(wall * 1000)
        judged.append(persons)
    with CaptureQueriesContext(connection) as statements:
        _once(ids, ROUNDS + 1, first)
        _once(ids, ROUNDS + 1, second, judge=False)
        before = len(statements)
        recalculate_queued()
    return Measured(
        people=len(ids),
        milliseconds=statistics.median(times),
        worst=max(times),
        elapsed=statistics.median(elapsed),
        judged=int(statistics.median(judged)),
        statements=len(statements) - before,
    )


def _once(ids: list[int], number: int, badge: Badge, *, judge: bool = True) -> tuple[float, float, int]:
    step = len(ids) // (ROUNDS + 2)
    giver = Person.objects.get(pk=ids[number * step])
    nominee = Person.objects.get(pk=ids[(number * step + 37) % len(ids)])
    nominations.submit(by=giver, nominee=nominee, badge=badge, reason=REASON)
    if not judge:
        return 0.0, 0.0, 0
    started, busy = time.perf_counter(), time.process_time()
    counts = recalculate_queued()
    wall, busy = time.perf_counter() - started, time.process_time() - busy
    if not Decision.objects.filter(person=nominee, badge=badge, superseded_at=None).exists():
        raise RuntimeError(f"no decision was stored for {nominee.key}")
    return busy, wall, counts.persons
