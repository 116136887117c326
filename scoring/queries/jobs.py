"""Whether jobs run, who waits for them, and what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.models import ImportRun
from scoring.health import HEARTBEAT_LATE, QUEUE_LATE
from scoring.models import Drill, Heartbeat, QueuedPerson, Run

BROKEN_SHOWN = 5  # of each kind
PARTS: dict[str, Promise] = {"worker": _("Worker"), "beat": _("Clock of the jobs")}


@dataclass(frozen=True)
class Part:
    name: Promise
    at: datetime | None  # last seen; None: never
    well: bool


@dataclass(frozen=True)
class Queue:
    """Who waits to be judged. `late`: longer than a worker that runs would leave them."""

    waiting: int
    taken: int
    oldest: datetime | None
    late: bool


@dataclass(frozen=True)
class Broken:
    """A job that ended without doing its work, and why."""

    what: str
    at: datetime
    why: str
    import_run: int | None = None
    drill: int | None = None


def parts() -> list[Part]:
    beats = dict(Heartbeat.objects.values_list("part", "at"))
    now = timezone.now()
    return [
        Part(name, beats.get(part), part in beats and now - beats[part] <= HEARTBEAT_LATE)
        for part, name in PARTS.items()
    ]


def queue() -> Queue:
    oldest = QueuedPerson.objects.order_by("queued_at").values_list("queued_at", flat=True).first()
    return Queue(
        waiting=QueuedPerson.objects.count(),
        taken=QueuedPerson.objects.exclude(claimed_by="").count(),
        oldest=oldest,
        late=oldest is not None and timezone.now() - oldest > QUEUE_LATE,
    )


def broken() -> list[Broken]:
    """The newest of each kind, the newest first. Three statements."""
    runs = Run.objects.filter(kind=Run.Kind.RECONCILE).exclude(refused="")
    drills = Drill.objects.filter(state=Drill.State.FAILED)
    imports = ImportRun.objects.filter(state=ImportRun.State.FAILED).defer("problems", "notes")
    found = [Broken("reconcile", run.started_at, run.refused) for run in runs[:BROKEN_SHOWN]]
    found += [Broken("drill", drill.asked_at, drill.trouble, drill=drill.pk) for drill in drills[:BROKEN_SHOWN]]
    found += [Broken("import", run.asked_at, run.trouble, import_run=run.pk) for run in imports[:BROKEN_SHOWN]]
    return sorted(found, key=lambda one: one.at, reverse=True)
