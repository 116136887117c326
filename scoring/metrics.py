"""Figures for Prometheus about judging, casework and the jobs: counts and ages, about no one person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily as Gauge

from recognition.metrics import age, open_by_age
from scoring.models import Appeal, Case, Heartbeat, QueuedPerson, Run

# Those of the night. Of judging, the queue tells more than its runs.
NIGHTLY = (Run.Kind.SWEEP, Run.Kind.RECONCILE)
# What a run found, where it tells: kind -> the figure's name, what it says, and which of its counts.
FOUND = {
    Run.Kind.SWEEP: ("sweep_last_findings", "Findings of the last sweep.", ("findings", "new", "changed", "cleared")),
    Run.Kind.RECONCILE: (
        "reconcile_last_differences",
        "What differed from a run from scratch at the last comparison.",
        ("decisions", "awards"),
    ),
}


def families() -> Iterator[Gauge]:
    """Eight statements, however many people there are."""
    yield from _queue()
    yield from open_by_age("cases", "Open cases", Case.objects.filter(state=Case.State.OPEN), "opened_at")
    yield from open_by_age("appeals", "Open appeals", Appeal.objects.filter(state=Appeal.State.OPEN), "at")
    yield from _runs()
    yield _heartbeats()


def _queue() -> Iterator[Gauge]:
    now = timezone.now()
    held = Q(claimed_until__gt=now)
    found = QueuedPerson.objects.aggregate(
        all=Count("pk"),
        taken=Count("pk", filter=held),
        lost=Count("pk", filter=Q(claimed_until__lte=now)),
        batches=Count("claimed_by", filter=held, distinct=True),
        oldest=Min("queued_at"),
    )
    people = Gauge("plaudit_queue_people", "People who wait to be judged, and those in hand.", labels=["state"])
    people.add_metric(["waiting"], found["all"] - found["taken"] - found["lost"])
    people.add_metric(["taken"], found["taken"])
    people.add_metric(["lease_over"], found["lost"])
    yield people
    yield Gauge("plaudit_queue_batches", "Batches that a worker holds by a lease.", value=found["batches"])
    yield Gauge(
        "plaudit_queue_oldest_age_seconds",
        "For how long the first one has waited; 0 where nobody does.",
        value=age(found["oldest"], now),
    )


def _runs() -> Iterator[Gauge]:
    """Of the nightly jobs: without a figure where one never ran. Two statements a job."""
    started = Gauge("plaudit_run_last_start_timestamp_seconds", "When the last run began.", labels=["kind"])
    ended = Gauge(
        "plaudit_run_last_end_timestamp_seconds", "When the last run that came to its end did.", labels=["kind"]
    )
    well = Gauge("plaudit_run_last_end_succeeded", "0 where that run refused to write, else 1.", labels=["kind"])
    found = {kind: Gauge(f"plaudit_{name}", said, labels=["of"]) for kind, (name, said, _of) in FOUND.items()}
    for kind in NIGHTLY:
        runs = Run.objects.filter(kind=kind)
        for at in runs.values_list("started_at", flat=True)[:1]:
            started.add_metric([kind], at.timestamp())
        over = runs.filter(finished_at__isnull=False).values_list("finished_at", "refused", "counts")
        for end, refused, counts in over[:1]:
            assert end is not None  # asked for
            ended.add_metric([kind], end.timestamp())
            well.add_metric([kind], float(not refused))
            for of in FOUND[kind][2]:
                found[kind].add_metric([of], counts.get(of, 0))
    yield started
    yield ended
    yield well
    yield from found.values()


def _heartbeats() -> Gauge:
    family = Gauge("plaudit_heartbeat_timestamp_seconds", "When a part last showed that it lives.", labels=["part"])
    for part, at in Heartbeat.objects.order_by("part").values_list("part", "at"):
        family.add_metric([part], at.timestamp())
    return family
