"""Figures for Prometheus about facts, what comes in and what leaves the house: counts and ages, about no one person.

Everything is asked of the database at the moment of the scrape, in as many statements as there are families here:
web processes and workers are several, and none of them has seen everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Model, Q, QuerySet
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily as Gauge

from recognition.deliveries.registry import SOURCES
from recognition.models import Award, ChainCheck, Delivery, Endpoint, OutboxMessage
from recognition.queries.panel import waiting

# Name -> days: from, and below. The panel's own bounds are among them: late, and open to admins.
AGES: dict[str, tuple[int, int | None]] = {
    "under_1d": (0, 1),
    "1d_to_7d": (1, 7),
    "7d_to_21d": (7, 21),
    "over_21d": (21, None),
}
# Not what is over: its rows are kept for ever, and a scrape would cost more with every delivery.
OPEN_DELIVERIES = (Delivery.State.WAITING, Delivery.State.WAITING_FOR_PERSON, Delivery.State.FAILED)


def families() -> Iterator[Gauge]:
    """Six statements, however many people there are."""
    now = timezone.now()
    yield from _deliveries(now)
    yield from _outbox(now)
    yield _endpoints()
    yield _awards()
    yield from open_by_age(
        "panel_entries", "Awards that wait for their panel", waiting(Award.objects.all()), "given_at"
    )
    yield from _chain_check()


def age(since: datetime | None, now: datetime) -> float:
    """Seconds; 0 where there is nothing, so that an alert about the age needs no word about that."""
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def open_by_age(what: str, said: str, rows: QuerySet[Any], begun: str) -> Iterator[Gauge]:
    """How many of what is open are how old, and the age of the oldest. One statement."""
    now = timezone.now()
    counts = {name: Count("pk", filter=_between(begun, now, *days)) for name, days in AGES.items()}
    found = rows.order_by().aggregate(oldest=Min(begun), **{f"age_{name}": count for name, count in counts.items()})
    family = Gauge(f"plaudit_{what}_open", f"{said}, by age.", labels=["age"])
    for name in AGES:
        family.add_metric([name], found[f"age_{name}"])
    yield family
    yield Gauge(f"plaudit_{what}_oldest_age_seconds", f"{said}: age of the oldest.", value=age(found["oldest"], now))


def _between(begun: str, now: datetime, least: int, below: int | None) -> Q:
    later = Q() if below is None else Q(**{f"{begun}__gt": now - timedelta(days=below)})
    # What begins in the future, by another machine's clock, is new.
    return later & (Q(**{f"{begun}__lte": now - timedelta(days=least)}) if least else Q(**{f"{begun}__isnull": False}))


def _deliveries(now: datetime) -> Iterator[Gauge]:
    oldest = Min("received_at", filter=Q(state=Delivery.State.WAITING))
    unfinished = Delivery.objects.filter(state__in=OPEN_DELIVERIES).order_by()
    rows = unfinished.values_list("source", "state").annotate(number=Count("*"), oldest=oldest)
    numbers: dict[tuple[str, str], int] = {}
    since: dict[str, datetime | None] = {}
    for source, state, number, first in rows:
        numbers[source, state] = number
        since[source] = since.get(source) or first
    counted = Gauge("plaudit_deliveries", "Delivered messages that are not done.", labels=["source", "state"])
    waited = Gauge(
        "plaudit_deliveries_oldest_waiting_age_seconds", "Age of the oldest that waits for a worker.", labels=["source"]
    )
    for source in sorted({*SOURCES, *since}):
        for state in OPEN_DELIVERIES:
            counted.add_metric([source, state], numbers.get((source, state), 0))
        waited.add_metric([source], age(since.get(source), now))
    yield counted
    yield waited


def _outbox(now: datetime) -> Iterator[Gauge]:
    overdue = Min("due_at", filter=Q(state=OutboxMessage.State.WAITING, leased_until__isnull=True, due_at__lte=now))
    rows = OutboxMessage.objects.order_by().values_list("channel", "state").annotate(number=Count("*"), due=overdue)
    found = {(channel, state): (number, due) for channel, state, number, due in rows}
    counted = Gauge("plaudit_outbox_messages", "Messages of the outbox.", labels=["channel", "state"])
    waited = Gauge(
        "plaudit_outbox_oldest_due_age_seconds",
        "For how long the message has been due that nobody has tried for the longest.",
        labels=["channel"],
    )
    for channel in OutboxMessage.Channel.values:
        for state in OutboxMessage.State.values:
            counted.add_metric([channel, state], found.get((channel, state), (0, None))[0])
        waited.add_metric([channel], age(found.get((channel, OutboxMessage.State.WAITING), (0, None))[1], now))
    yield counted
    yield waited


def _endpoints() -> Gauge:
    numbers = _numbers(Endpoint, "kind", "off")
    family = Gauge("plaudit_endpoints", "Webhooks and channels, and why nothing is posted.", labels=["kind", "state"])
    for kind in Endpoint.Kind.values:
        for off in ("", *Endpoint.Off.values):
            family.add_metric([kind, off or "on"], numbers.get((kind, off), 0))
    return family


def _awards() -> Gauge:
    numbers = _numbers(Award, "status")
    family = Gauge("plaudit_awards", "Awards by status.", labels=["status"])
    for status in Award.Status.values:
        family.add_metric([status], numbers.get((status,), 0))
    return family


def _numbers(model: type[Model], *fields: str) -> dict[tuple[str, ...], int]:
    """Values of these fields -> how many rows. One statement, from an index where one holds them: rows, not ids."""
    rows = model._default_manager.order_by().values_list(*fields).annotate(number=Count("*"))
    return {tuple(row[:-1]): row[-1] for row in rows}


def _chain_check() -> Iterator[Gauge]:
    """Of the last walk over the audit's chain that has ended; nothing where nobody ever asked for one."""
    at = Gauge("plaudit_chain_check_last_end_timestamp_seconds", "When the last walk over the audit's chain ended.")
    holds = Gauge("plaudit_chain_check_last_intact", "1 where the chain held at that walk, 0 where it was broken.")
    ended = ChainCheck.objects.filter(state=ChainCheck.State.DONE, finished_at__isnull=False)
    for finished_at, broken_at in ended.order_by("-finished_at").values_list("finished_at", "broken_at")[:1]:
        assert finished_at is not None  # asked for
        at.add_metric([], finished_at.timestamp())
        holds.add_metric([], float(broken_at is None))
    yield at
    yield holds
