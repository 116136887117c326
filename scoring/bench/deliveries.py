"""Signed deliveries through a real web server, and two workers that settle them.

`python -m scoring.bench deliveries [NUMBER] [BROKER]`, with DATABASE_URL on PostgreSQL. Merged changes and approvals in
shuffled order, 20 kB each, and every twentieth sent twice; from eight connections at once. With BROKER (redis://...)
the workers are Celery's, else two processes that do what its job does.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from django.utils import timezone

from recognition.deliveries.secrets import seal
from recognition.models import Delivery, Outcome, Person, SourceAccount, SourceSecret, Verification
from scoring.bench.delivered_messages import SECRET, Message, messages
from scoring.bench.scratch import scratch_database

NUMBER = 10_000
PEOPLE = 200
CONNECTIONS = 8
PORT = 8110
WAIT = 900  # seconds for the workers, at most
Answers = list[tuple[int, float]]  # status, seconds


def main(words: Sequence[str]) -> None:
    number = int(words[0]) if words else NUMBER
    broker = words[1] if len(words) > 1 else ""
    with scratch_database() as vendor:
        if vendor != "postgresql":
            print("deliveries: needs DATABASE_URL on PostgreSQL; left out")
            return
        _company()
        told = messages(number, PEOPLE)
        sent = [*told, *told[::20]]
        random.Random(3).shuffle(sent)  # noqa: S311 - a repeatable order, not a secret
        with _running(broker) as work:
            began = time.perf_counter()
            answers = _deliver(sent)
            answered = time.perf_counter() - began
            settled = _settled(number, began)
        _say(number, answers, answered, settled)
        print(
            f"deliveries: processor time, starts included: web server {1000 * work[0] / len(sent):.1f} ms an "
            f"answer, workers {1000 * sum(work[1:]) / number:.1f} ms a delivery"
        )


def _company() -> None:
    people = Person.objects.bulk_create(Person(key=f"p{n}", display_name=f"Person {n}") for n in range(PEOPLE))
    SourceAccount.objects.bulk_create(
        SourceAccount(source="github", user_id=str(n), login=f"octo-{n}", state="known", person=person)
        for n, person in enumerate(people)
    )
    SourceSecret.objects.create(source="github", name="bench", sealed=seal(SECRET))


@contextmanager
def _running(broker: str) -> Iterator[list[float]]:
    """Web server and workers on the scratch database, ended at the end: then the seconds of processor time of each."""
    name = str(connection.settings_dict["NAME"])
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    more = {"DATABASE_URL": address, "REDIS_URL": broker, "ALLOWED_HOSTS": "127.0.0.1", "BEHIND_TLS": "0"}
    schedule = str(Path(os.environ["DATA_DIR"]) / "celerybeat-schedule")
    environment = os.environ | more | {"LOG_LEVEL": "WARNING"}
    python = [sys.executable, "-m"]
    commands = [[*python, "gunicorn", "badges_site.wsgi", "-w", "2", "-k", "gthread", "--threads", "4",
                 "-b", f"127.0.0.1:{PORT}", "--log-level", "warning"]]  # fmt: skip
    if broker:
        commands.append([*python, "celery", "-A", "badges_site", "worker", "-c", "2", "-l", "warning"])
        commands.append([*python, "celery", "-A", "badges_site", "beat", "-l", "warning", "-s", schedule])
    else:
        loop = (
            "import django, time; django.setup(); from recognition.deliveries.processing import work_waiting\n"
            "while True: work_waiting() or time.sleep(0.5)"
        )
        commands += [[sys.executable, "-c", loop]] * 2
    running = [subprocess.Popen(command, env=environment) for command in commands]  # noqa: S603 - our own words
    work: list[float] = []
    try:
        _wait_for_the_door()
        yield work
    finally:
        for process in running:
            process.terminate()
            before = getrusage(RUSAGE_CHILDREN)
            process.wait(60)
            after = getrusage(RUSAGE_CHILDREN)
            work.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _wait_for_the_door() -> None:
    for _ in range(120):
        try:
            door = HTTPConnection("127.0.0.1", PORT, timeout=5)
            door.request("GET", "/healthz")
            if door.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("the web server did not start")


def _deliver(sent: list[Message]) -> Answers:
    shares = [sent[n::CONNECTIONS] for n in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return [answer for answers in pool.map(_deliver_share, shares) for answer in answers]


def _deliver_share(share: list[Message]) -> Answers:
    answers: Answers = []
    door = HTTPConnection("127.0.0.1", PORT, timeout=60)
    for headers, body in share:
        began = time.perf_counter()
        door.request("POST", "/hooks/github", body, headers)
        answer = door.getresponse()
        answer.read()
        answers.append((answer.status, time.perf_counter() - began))
    door.close()
    return answers


def _settled(number: int, began: float) -> float:
    """Seconds from the first delivery until all are done."""
    while time.perf_counter() - began < WAIT:
        if Delivery.objects.filter(state="done").count() == number:
            return time.perf_counter() - began
        time.sleep(1)
    raise RuntimeError(f"after {WAIT} s: {Counter(Delivery.objects.values_list('state', flat=True))}")


def _say(number: int, answers: Answers, answered: float, settled: float) -> None:
    """Raises: RuntimeError where something was lost, or done twice."""
    statuses = Counter(status for status, _seconds in answers)
    stored = (Delivery.objects.count(), Outcome.objects.count(), Verification.objects.count())
    tries = Delivery.objects.exclude(tries=1).count()
    if stored != (number, number // 2, number // 2) or set(statuses) - {200, 202} or tries:
        raise RuntimeError(f"stored {stored}, answered {dict(statuses)}, tried more than once {tries}")
    times = sorted(seconds * 1000 for _status, seconds in answers)
    p50, p95, p99 = (times[int(len(times) * part)] for part in (0.5, 0.95, 0.99))
    print(
        f"deliveries: {len(answers):,} answered in {answered:.1f} s ({len(answers) / answered:,.0f} a second; "
        f"{statuses[202]:,} kept, {statuses[200]:,} known already, no error), {p50:.0f} ms in the middle, {p95:.0f} ms "
        f"for 95 %, {p99:.0f} ms for 99 %, {times[-1]:.0f} ms at most with {CONNECTIONS} at once; all settled "
        f"{settled:.1f} s after the first ({number / settled:,.0f} a second), each once: {stored[1]:,} outcomes, "
        f"{stored[2]:,} confirmations; {timezone.now():%Y-%m-%d}, load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
