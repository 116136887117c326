"""Celery's doors. What they lead to works without Celery too: see the management commands."""

from __future__ import annotations

import functools
import logging
import operator

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from scoring.judging import due, reconciliation
from scoring.judging.counts import Counts
from scoring.judging.recalculation import recalculate_queued
from scoring.models import Heartbeat, QueuedPerson, Run
from scoring.patterns import sweeping
from scoring.queue import nudge
from scoring.rule_checks import drills
from scoring.usage import retention

log = logging.getLogger(__name__)

# Batches of one task. A bulk import is worked off in several tasks, so that two workers share it and a
# message is acknowledged long before the broker would give it to another worker.
BATCHES_A_TASK = 20
# Reasons that bring new facts: only they can show a new pattern.
NEW_FACTS = ("nomination.", "thanks.", "outcome.", "verification.")


@shared_task(name="scoring.tasks.recalculate")
def recalculate() -> None:
    """Judge who waits; asks for another task when somebody still does."""
    started, counts, touched = timezone.now(), Counts(), _with_new_facts()
    for _ in range(BATCHES_A_TASK):
        batch = recalculate_queued()
        counts.add(batch)
        if not batch.persons and not batch.lost:
            break
    if not counts.persons and not counts.lost:
        return
    Run.objects.create(
        kind=Run.Kind.RECALCULATE, started_at=started, finished_at=timezone.now(), counts=counts.as_dict()
    )
    sweeping.look_around(touched)
    if QueuedPerson.objects.filter(claimed_by="").exists():
        nudge()


def _with_new_facts() -> set[int]:
    """Who waits because of a new fact; one more than is looked at at once, where there are many."""
    reasons = functools.reduce(operator.or_, (Q(reason__startswith=reason) for reason in NEW_FACTS))
    waiting = QueuedPerson.objects.filter(reasons).order_by("queued_at", "person_id")
    return set(waiting.values_list("person_id", flat=True)[: sweeping.MOST_PERSONS_AT_ONCE + 1])


@shared_task(name="scoring.tasks.queue_due_decisions")
def queue_due_decisions() -> None:
    """Settling periods end, tenures are reached and badges run out without any new fact."""
    if due.queue_due():
        nudge()


@shared_task(name="scoring.tasks.reconcile")
def reconcile() -> None:
    """The nightly comparison; a difference is mended and reported."""
    report = reconciliation.reconcile()
    if report.refused:
        log.error("reconcile: %s", report.refused)
    elif not report.clean:
        log.error(
            "reconcile: %d decisions and %d awards differed from a run from scratch and were mended. That should not "
            "happen: please report it.",
            len(report.decisions),
            len(report.steps),
        )


@shared_task(name="scoring.tasks.sweep")
def sweep() -> None:
    """Run the detectors."""
    sweeping.sweep()


@shared_task(name="scoring.tasks.drill")
def drill() -> None:
    """Play one drill that waits. Asked for every few seconds: the next one comes with the next message.

    It takes minutes, and where there is one worker only, a nomination must not wait for it: after each attack who
    waits is judged.
    """
    drills.play_waiting(between=recalculate)


@shared_task(name="scoring.tasks.forget_usage")
def forget_usage() -> None:
    """What is older than RETENTION_USAGE_DAYS; and accounts whose person came into the directory."""
    log.info("usage: %s", retention.forget().as_dict())


@shared_task(name="scoring.tasks.heartbeat")
def heartbeat() -> None:
    """Beat sent this and a worker runs it: both live."""
    now = timezone.now()
    for part in ("beat", "worker"):
        Heartbeat.objects.update_or_create(part=part, defaults={"at": now})
