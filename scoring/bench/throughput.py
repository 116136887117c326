"""Facts a second from the queue to stored decisions and awards, with two workers.

`python -m scoring.bench throughput [FACTS]`, with DATABASE_URL on PostgreSQL (SQLite has one writer). Finished,
verified outcomes of a company whose people are judged already arrive at once, as from a source after a night; the
clock runs from the first claim until nobody waits. Each worker is a process that takes batches as the job does.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from datetime import timedelta
from multiprocessing import get_context

from django.db import connection, connections
from django.utils import timezone

from recognition.models import Contribution, Outcome, Verification
from scoring.bench.company import build_company
from scoring.bench.scratch import scratch_database
from scoring.judging.recalculation import recalculate_all, recalculate_queued
from scoring.models import Decision, QueuedPerson
from scoring.queue import enqueue

PEOPLE = 5_000
FACTS = 20_000
WORKERS = 2


def main(words: Sequence[str]) -> None:
    number = int(words[0]) if words else FACTS
    with scratch_database() as vendor:
        if vendor != "postgresql":
            print("throughput: needs DATABASE_URL on PostgreSQL; left out")
            return
        people = build_company(PEOPLE)
        recalculate_all()
        stored = Decision.objects.count()
        touched = _facts_arrive(people, number)
        began = time.perf_counter()
        connections.close_all()  # a connection cannot be shared with forked processes
        with get_context("fork").Pool(WORKERS) as pool:
            work = pool.map(_work, range(WORKERS), chunksize=1)
        took = time.perf_counter() - began
        if QueuedPerson.objects.exists():
            raise RuntimeError("somebody still waits")
        print(
            f"throughput: {2 * number:,} facts ({number:,} outcomes, each verified) about {touched:,} people of "
            f"{PEOPLE:,} in {took:.1f} s with {WORKERS} workers: {2 * number / took:,.0f} facts a second by the clock, "
            f"{2 * number / sum(work):,.0f} for each second of a worker's work; "
            f"{Decision.objects.count() - stored:,} decisions stored, load {os.getloadavg()[0]:.1f}"
        )


def _facts_arrive(people: list[int], number: int) -> int:
    """Written in bulk, queued as their announcements would; the number of people that wait."""
    chance = random.Random(5)  # noqa: S311 - a repeatable company, not a secret
    now = timezone.now()
    rows = [
        Outcome(
            source="bench", key=f"o{n}", kind=chance.choice(("change_merged", "ticket_closed")), root=f"r{n // 2}",
            lines_added=chance.randrange(300), at=now - timedelta(days=chance.randrange(40, 300)),
        )
        for n in range(number)
    ]  # fmt: skip
    outcomes = Outcome.objects.bulk_create(rows, batch_size=5_000)
    pairs = [chance.sample(people, 2) for _ in outcomes]
    Contribution.objects.bulk_create(
        (Contribution(outcome=o, person_id=author) for o, (author, _) in zip(outcomes, pairs, strict=True)),
        batch_size=5_000,
    )
    Verification.objects.bulk_create(
        (
            Verification(outcome=o, verifier_id=verifier, kind="reviewed", at=o.at)
            for o, (_, verifier) in zip(outcomes, pairs, strict=True)
        ),
        batch_size=5_000,
    )
    touched = {person for pair in pairs for person in pair}
    enqueue(touched, reason="outcome.bench")
    return len(touched)


def _work(_worker: int) -> float:
    """Seconds of processor time until nobody waits who is free."""
    connection.ensure_connection()
    began = time.process_time()
    while recalculate_queued().persons:
        pass
    return time.process_time() - began
