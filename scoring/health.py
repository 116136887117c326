"""Whether each part of the house does its work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from kombu.exceptions import OperationalError

from recognition.models import OutboxMessage
from recognition.queries.outbox import oldest_due
from scoring.models import Heartbeat, QueuedPerson, RuleVersion
from scoring.rule_checks.alarms import rule_alarms

# Beat sends a heartbeat every 30 s; four missed ones are no accident.
HEARTBEAT_LATE = timedelta(minutes=2)
# Beat looks into the queue every 10 s; who waits longer than this waits for a worker that does not come.
QUEUE_LATE = timedelta(minutes=5)
# A message is tried within seconds of its moment; where each receiver is asked once a round, within minutes.
OUTBOX_LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class Part:
    name: str
    well: bool
    says: str
    alarm: bool = False  # works, and somebody should look at it


def parts() -> Iterator[Part]:
    """One line a part. When the database cannot be asked, the rest is left out."""
    try:
        database = _database()
        yield database
        if not database.well:
            return
        yield _broker()
        yield from _heartbeats()
        yield _queue()
        yield _outbox()
        yield _rules()
        for alarm in rule_alarms():
            told = f" (for {', '.join(alarm.stewards)})" if alarm.stewards else ""
            yield Part("rule", True, f"{alarm.badge}, {alarm.code}: {alarm.sentence}{told}", alarm=True)
    except DatabaseError as error:
        yield Part("database", False, f"cannot be read ({error}): check DATABASE_URL and run `manage.py migrate`")


def _database() -> Part:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Part("database", False, f"{len(missing)} migrations are not applied: run `manage.py migrate`")
    return Part("database", True, f"{connection.vendor}, up to date")


def _broker() -> Part:
    if not settings.REDIS_URL and _seen_lately():
        return Part("broker", True, "not known here (REDIS_URL is not set), yet jobs run: a demo has one of its own")
    if not settings.REDIS_URL:
        return Part("broker", True, "none is configured (REDIS_URL): run `manage.py recalculate` yourself")
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError) as error:
        return Part("broker", False, f"cannot be reached ({error}): start it, or mend REDIS_URL")
    return Part("broker", True, "answers")


def _seen_lately() -> bool:
    """Somebody's worker works on this database, whatever this command knows of a broker."""
    return Heartbeat.objects.filter(at__gte=timezone.now() - HEARTBEAT_LATE).exists()


def _heartbeats() -> Iterator[Part]:
    if not settings.REDIS_URL and not _seen_lately():
        return
    beats = dict(Heartbeat.objects.values_list("part", "at"))
    for part in ("worker", "beat"):
        at = beats.get(part)
        if at is None:
            yield Part(part, False, "was never seen: start `celery -A badges_site worker` and `… beat`")
            continue
        well = timezone.now() - at <= HEARTBEAT_LATE
        yield Part(part, well, f"last seen {_ago(at)} ago" + ("" if well else ": start it again and look into its log"))


def _queue() -> Part:
    waiting = QueuedPerson.objects.order_by("queued_at").values_list("queued_at", flat=True)
    oldest = waiting.first()
    if oldest is None:
        return Part("queue", True, "nobody waits")
    well = timezone.now() - oldest <= QUEUE_LATE
    hint = "" if well else ": start a worker, or run `manage.py recalculate`"
    return Part("queue", well, f"{waiting.count()} people wait, the first for {_ago(oldest)}{hint}")


def _outbox() -> Part:
    due = oldest_due()
    given_up = OutboxMessage.objects.filter(state=OutboxMessage.State.DEAD).count()
    lost = f"; {given_up} were given up, see /office/outbox" if given_up else ""
    if due is None or timezone.now() - due <= OUTBOX_LATE:
        return Part("outbox", True, f"nothing is overdue{lost}", alarm=bool(given_up))
    hint = "start a worker, or run `manage.py send_messages`; where a receiver is down, mend that (/office/outbox)"
    return Part("outbox", False, f"a message has been due for {_ago(due)}: {hint}{lost}")


def _rules() -> Part:
    live = RuleVersion.objects.filter(state="live").count()
    if not live:
        return Part("rules", True, "none is in force: `manage.py rules publish`")
    return Part("rules", True, f"{live} in force")


def _ago(at: datetime) -> str:
    seconds = int((timezone.now() - at).total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
