"""Celery's doors. What they lead to works without Celery too: see the management commands."""

from __future__ import annotations

import functools
import logging
import operator
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

from recognition.actions import api_answers, chain_checks, digests, long_waits, notifications, outbox, sessions, tokens
from recognition.deliveries import newcomers, processing
from recognition.importing import uploads
from recognition.outbox import dispatch
from recognition.privacy.erasing import work as erasing
from scoring.judging import due, reconciliation
from scoring.judging.counts import Counts
from scoring.judging.recalculation import recalculate_queued
from scoring.models import Heartbeat, QueuedPerson, Run
from scoring.patterns import sweeping
from scoring.queries.insights import gather
from scoring.queue import nudge, ring
from scoring.rule_checks import alarms, drills, previewing
from scoring.usage import retention

log = logging.getLogger(__name__)

# Batches of one task. A bulk import is worked off in several tasks, so that two workers share it and a
# message is acknowledged long before the broker would give it to another worker.
BATCHES_A_TASK = 20
A_ROUND_GOES_ON = "outbox.a-round-goes-on"  # of a worker that was killed, it runs out with its lease
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
    waits is judged, and who waits for a preview of a rule gets it.
    """
    drills.play_waiting(between=_meanwhile)


def _meanwhile() -> None:
    recalculate()
    previewing.answer_waiting()


@shared_task(name="scoring.tasks.preview_rule")
def preview_rule() -> None:
    """Work out one preview of a rule that waits. Asked for every few seconds, as drills are."""
    previewing.answer_waiting()


@shared_task(name="scoring.tasks.office")
def office() -> None:
    """What the office waits for: files that were handed in, a walk over the audit chain, a person to be forgotten."""
    uploads.work_waiting()
    chain_checks.walk_waiting()
    erasing.work_waiting()


@shared_task(name="scoring.tasks.work_on_deliveries")
def work_on_deliveries() -> None:
    """Work on what sources delivered; asks for another task when more waits."""
    for _ in range(BATCHES_A_TASK):
        if not processing.work_waiting():
            return
    ring("scoring.tasks.work_on_deliveries")


@shared_task(name="scoring.tasks.match_newcomers")
def match_newcomers() -> None:
    """Accounts of sources whose person came into the directory since."""
    if matched := newcomers.match_newcomers():
        log.info("deliveries: %d accounts matched", matched)


@shared_task(name="scoring.tasks.forget_deliveries")
def forget_deliveries() -> None:
    """Bodies of deliveries older than RETENTION_DELIVERY_DAYS."""
    gone = processing.forget(older_than=timedelta(days=settings.RETENTION_DELIVERY_DAYS))
    log.info("deliveries: %d bodies forgotten", gone)


@shared_task(name="scoring.tasks.send_messages")
def send_messages() -> None:
    """Send what is due in the outbox. One round at a time: a receiver that hangs must not keep every worker waiting."""
    if not cache.add(A_ROUND_GOES_ON, True, timeout=int(dispatch.LEASE.total_seconds())):
        return
    try:
        results = dispatch.work_due().results
    finally:
        cache.delete(A_ROUND_GOES_ON)
    if results:
        log.info("outbox: %s", ", ".join(f"{number} {result}" for result, number in sorted(results.items())))


@shared_task(name="scoring.tasks.write_digests")
def write_digests() -> None:
    """The daily e-mails of those for whom it is eight in the morning, and word of panels that wait for too long."""
    written, told = digests.put_due(), long_waits.tell()
    if written or told:
        log.info("messages: %d daily e-mails, %d about panels that wait for long", written, told)


@shared_task(name="scoring.tasks.keep_figures")
def keep_figures() -> None:
    """Figures over everything, worked out before anybody asks: of a million awards no page could wait for them."""
    alarms.keep_report()
    gather.keep_all()


@shared_task(name="scoring.tasks.forget_usage")
def forget_usage() -> None:
    """What is older than RETENTION_USAGE_DAYS; and accounts whose person came into the directory."""
    log.info("usage: %s", retention.forget().as_dict())


@shared_task(name="scoring.tasks.forget_messages")
def forget_messages() -> None:
    """Messages older than RETENTION_NOTIFICATION_DAYS, RETENTION_OUTBOX_DAYS; and sessions that have run out."""
    told = notifications.forget(older_than=timedelta(days=settings.RETENTION_NOTIFICATION_DAYS))
    over = outbox.forget(older_than=timedelta(days=settings.RETENTION_OUTBOX_DAYS))
    ended = sessions.forget(older_than=timedelta(seconds=settings.SESSION_COOKIE_AGE))

    call_command("clearsessions")
    log.info("messages: %d forgotten, %d of the outbox; sessions: %d forgotten", told, over, ended)


@shared_task(name="scoring.tasks.forget_requests")
def forget_requests() -> None:
    """Answers under idempotency keys older than RETENTION_IDEMPOTENCY_HOURS, and tokens that have expired."""
    answers = api_answers.forget(older_than=timedelta(hours=settings.RETENTION_IDEMPOTENCY_HOURS))
    log.info("api: %d answers and %d tokens forgotten", answers, tokens.forget_expired())


@shared_task(name="scoring.tasks.heartbeat")
def heartbeat() -> None:
    """Beat sent this and a worker runs it: both live."""
    now = timezone.now()
    for part in ("beat", "worker"):
        Heartbeat.objects.update_or_create(part=part, defaults={"at": now})
