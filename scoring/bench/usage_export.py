"""One usage export of 1,000 data points through the door: from the request to the commit.

`python -m scoring.bench usage_export`
"""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import AggregationTemporality

from recognition.actions.actors import System
from recognition.models import Person
from scoring.actions.usage import create_token
from scoring.bench.scratch import scratch_database
from scoring.models import UsageDay
from scoring.views.telemetry import receive_metrics

POINTS = 1_000
PEOPLE = 125  # behind one collector in a minute: eight series of each
ROUNDS = 15
SERIES = (
    ("claude_code.token.usage", "input"), ("claude_code.token.usage", "output"),
    ("claude_code.token.usage", "cacheRead"), ("claude_code.token.usage", "cacheCreation"),
    ("claude_code.active_time.total", "user"), ("claude_code.active_time.total", "cli"),
    ("claude_code.session.count", ""), ("claude_code.cost.usage", ""),
)  # fmt: skip
DELTA = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
CUMULATIVE = AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE


@dataclass(frozen=True)
class Taken:
    """Milliseconds from the request to the commit: processor time of the web process, and the clock on the wall.

    Medians of the rounds; `least` is the quickest by the clock, which tells most on a busy machine.
    """

    work: float
    elapsed: float
    least: float


@dataclass(frozen=True)
class Measured:
    delta: Taken
    cumulative: Taken
    replayed: Taken  # the same export again: known, nothing added
    statements: int
    kilobytes: float  # on the wire


def measure(emails: list[str]) -> Measured:
    """Exports of other minutes, one after the other, of these people; the first two warm up."""
    _token, secret = create_token(by=System("bench"), name="bench", days=1)
    times: dict[AggregationTemporality.ValueType, list[tuple[float, float]]] = {DELTA: [], CUMULATIVE: []}
    body = b""
    for number in range(ROUNDS + 2):
        for temporality, taken in times.items():
            body = gzip.compress(_export(emails, number, temporality))
            taken.append(_post(body, secret))
    replayed = [_post(body, secret) for _ in range(ROUNDS)]
    with CaptureQueriesContext(connection) as statements:
        _post(gzip.compress(_export(emails, ROUNDS + 2, DELTA)), secret)
    if UsageDay.objects.count() != len(emails[:PEOPLE]):
        raise RuntimeError("the exports were not kept as they should be")
    return Measured(
        delta=_taken(times[DELTA][2:]),
        cumulative=_taken(times[CUMULATIVE][2:]),
        replayed=_taken(replayed),
        statements=len(statements),
        kilobytes=len(body) / 1000,
    )


def _taken(rounds: list[tuple[float, float]]) -> Taken:
    work, elapsed = zip(*rounds, strict=True)
    return Taken(statistics.median(work), statistics.median(elapsed), min(elapsed))


def _post(body: bytes, secret: str) -> tuple[float, float]:
    request = RequestFactory().post(
        "/v1/metrics", data=body, content_type="application/x-protobuf",
        headers={"Authorization": f"Bearer {secret}", "Content-Encoding": "gzip"},
    )  # fmt: skip
    started, busy = time.perf_counter(), time.process_time()
    answer = receive_metrics(request)
    wall, busy = time.perf_counter() - started, time.process_time() - busy
    if answer.status_code != 200 or answer.content:
        raise RuntimeError(f"the export was not taken: {answer.status_code} {answer.content!r}")
    return busy * 1000, wall * 1000


def _export(emails: list[str], minute: int, temporality: AggregationTemporality.ValueType) -> bytes:
    """`POINTS` points of the last hour, with the attributes that Claude Code sends."""
    export = ExportMetricsServiceRequest()
    scope = export.resource_metrics.add().scope_metrics.add()
    scope.scope.name = "com.anthropic.claude_code"
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    start = midnight + timedelta(seconds=0 if temporality == CUMULATIVE else 60 * minute)
    end = midnight + timedelta(seconds=60 * (minute + 1))
    for name, kind in SERIES:
        metric = scope.metrics.add(name=name)
        metric.sum.aggregation_temporality = temporality
        for number in range(POINTS // len(SERIES)):
            email = emails[number % PEOPLE]
            point = metric.sum.data_points.add(
                start_time_unix_nano=int(start.timestamp()) * 10**9, time_unix_nano=int(end.timestamp()) * 10**9
            )
            point.as_int = 100 * (minute + 1)
            attributes = {
                "user.email": email, "user.id": f"u-{number}", "session.id": f"session-{number}", "type": kind,
                "organization.id": "11111111-0000-4000-8000-000000000000", "terminal.type": "vscode",
                "user.account_uuid": f"22222222-0000-4000-8000-{number:012}", "model": "some-model",
            }  # fmt: skip
            for key, value in attributes.items():
                point.attributes.add(key=key).value.string_value = value
    return export.SerializeToString()


def main(_words: Sequence[str]) -> None:
    with scratch_database() as vendor:
        emails = [f"p{n}@bench.example" for n in range(1_000)]
        Person.objects.bulk_create(Person(key=m.split("@")[0], display_name=m, email=m) for m in emails)
        found = measure(emails)
    print(f"one usage export of {POINTS:,} points ({vendor}), {found.kilobytes:.0f} kB, {found.statements} statements")
    for name, taken in (("delta", found.delta), ("cumulative", found.cumulative), ("delivered again", found.replayed)):
        print(
            f"  {name}: {taken.work:.0f} ms of work, {taken.elapsed:.0f} ms by the clock (quickest {taken.least:.0f})"
        )
