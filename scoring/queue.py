"""Who waits to be judged.

Rows are written in the transaction that writes the fact, so nothing is lost whatever happens to the broker;
the message to the workers only shortens the wait.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from kombu.exceptions import OperationalError

from recognition.models import Badge, Person
from recognition.signals import facts_changed
from scoring.facts.id_sets import among, id_parameter, id_table
from scoring.models import RuleVersion

log = logging.getLogger(__name__)

# After a failed message no other is tried for this long (seconds): a broker that is away must not slow down
# every page. Beat looks into the queue every ten seconds anyway.
BROKER_REST_SECONDS = 10.0

# Reasons whose facts are read in the decisions of the persons they name and nobody else's. Outcomes and
# verifications touch their contributors and verifiers; awards, dates and usage touch their holder.
OWN_DECISIONS_ONLY = ("outcome.", "award.", "due.", "rule.", "usage.", "usage_account.")

# What comes of these is history: nobody hears of a badge that they bring. Who waits for another reason keeps it.
TELLS_NOBODY = ("facts.import", "recalculate.all")


@receiver(facts_changed)
def queue_touched_persons(sender: object, *, person_ids: set[int], reason: str, **_more: object) -> None:
    """The listener: queues whose decisions can change, then tells the workers after the commit."""
    if enqueue(person_ids, reason=reason, neighbourhood=not reason.startswith(OWN_DECISIONS_ONLY)):
        nudge_after_commit()


def enqueue(person_ids: Iterable[int], *, reason: str, neighbourhood: bool = False, named: bool = True) -> int:
    """Queue persons; one statement for any number. Returns the number of rows written.

    With `neighbourhood` also everybody to whom one of them ever gave: a gift changes the giver's attention
    and the ties of giver and receiver, which are read in the support of those two give to (see
    `scoring.engine.affected`). A person who already waits keeps their place and gets a new serial, so that a
    worker that is judging them at this moment does not take them off.

    Who is `named` is judged before the neighbourhood (`claims.claim_waiting`): people look at their own badges first.
    """
    persons = set(person_ids)
    if not persons:
        return 0
    if neighbourhood:
        _one_after_another(persons)
    # No text from outside stands in these statements: `id_table` is one of two constants, `first` a 0 or 1.
    first = int(named)
    chosen = f"SELECT p.id, {first} AS named FROM recognition_person p WHERE p.id IN ({id_table()})"  # noqa: S608
    parameters: list[Any] = [id_parameter(persons)]
    if neighbourhood:
        chosen += (
            f" UNION SELECT n.nominee_id, 0 FROM recognition_nomination n WHERE n.nominator_id IN ({id_table()})"  # noqa: S608
            f" UNION SELECT t.receiver_id, 0 FROM recognition_thanks t WHERE t.giver_id IN ({id_table()})"
        )
        parameters *= 3
    # Sorted: two transactions that queue overlapping sets lock the rows in the same order.
    # "WHERE true" keeps SQLite from reading ON CONFLICT as part of a join.
    kept = "scoring_queuedperson.reason" if reason in TELLS_NOBODY else "excluded.reason"
    statement = (
        "INSERT INTO scoring_queuedperson (person_id, serial, reason, queued_at, claimed_by, claimed_until, named)"  # noqa: S608
        f" SELECT chosen.id, 1, %s, %s, '', NULL, MAX(chosen.named) = 1 FROM ({chosen}) chosen"
        " WHERE true GROUP BY chosen.id ORDER BY chosen.id"
        " ON CONFLICT (person_id) DO UPDATE SET serial = scoring_queuedperson.serial + 1,"
        f" reason = {kept}, named = scoring_queuedperson.named OR excluded.named"
    )
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(statement, [reason[:60], now, *parameters])
        return int(cursor.rowcount)


def _one_after_another(persons: set[int]) -> None:
    """Wait for whoever is writing facts of these people, until the end of their transaction.

    Two nominations by one giver at one moment do not see each other's receiver; the later one must, or the
    earlier receiver is not judged with the giver's new attention. On SQLite there is one writer anyway.
    Locked in the order of ids; a lock that lets foreign keys through.
    """
    if connection.vendor == "postgresql":
        rows = Person.objects.filter(pk__in=among(persons)).order_by("pk").select_for_update(no_key=True)
        list(rows.values_list("pk"))


def enqueue_everybody(reason: str) -> int:
    """Nobody is named by it: a rule that is published holds up no nomination."""
    return enqueue(Person.objects.order_by().values_list("id", flat=True), reason=reason, named=False)


@receiver(post_save, sender=Badge)
def queue_for_a_changed_badge(
    sender: type[Badge], *, instance: Badge, update_fields: frozenset[str] | None, **_more: object
) -> None:
    """A badge that goes live or is retired with a rule in force changes everybody's decisions about it."""
    if update_fields is None or "state" not in update_fields:
        return
    if RuleVersion.objects.filter(badge=instance, state=RuleVersion.State.LIVE).exists():
        enqueue_everybody("rule.badge")
        nudge_after_commit()


def nudge_after_commit() -> None:
    """At most one message a transaction; a savepoint that is rolled back takes its own along."""
    if not settings.REDIS_URL:
        return
    waiting: list[Any] = connection.run_on_commit  # (savepoints, function, robust)
    if not any(entry[1] is nudge for entry in waiting):
        transaction.on_commit(nudge, robust=True)


_broker_rests_until = 0.0
# One try, no pause. Celery's `retry=False` is about the message only: on the way to it the shared connection
# tries again and again by itself, which kept a page waiting for six seconds.
ONE_TRY = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}


def nudge() -> None:
    """Tell a worker that somebody waits. Never fails: what is not announced is found by beat."""
    ring("scoring.tasks.recalculate")


def ring(task: str) -> None:
    """Ask for a job by its name, without waiting for a broker that is away. Never fails: beat asks for it anyway."""
    global _broker_rests_until
    if time.monotonic() < _broker_rests_until:
        return
    try:
        _send(task)
    except (OperationalError, OSError) as error:
        _broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
        log.warning(
            "The broker cannot be reached (%s). Nothing is lost: the queued people are judged, and messages are sent, "
            "as soon as a worker and beat run again, or by `manage.py recalculate` and `manage.py send_messages`.",
            error,
        )


def _send(task: str) -> None:
    """Send the message over a connection of its own: see ONE_TRY. A page rings once, so nothing is saved by sharing."""
    options = {**current_app.conf.broker_transport_options, **ONE_TRY}
    with current_app.connection_for_write(transport_options=options) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, interval_max=0, timeout=2)
        # By name: the tasks know the queue, not the queue the tasks.
        current_app.send_task(task, connection=broker, ignore_result=True, retry=False)
