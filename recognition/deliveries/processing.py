"""From a delivery that waits to its facts. Needs no worker: whoever calls `work_waiting` does what waits."""

from __future__ import annotations

import gzip
import logging
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from recognition.deliveries.contract import UnreadableError
from recognition.deliveries.locks import only_one_for
from recognition.deliveries.recording import record
from recognition.deliveries.registry import SOURCES
from recognition.deliveries.settling import settle_all
from recognition.models import DeliveredFact, Delivery

log = logging.getLogger(__name__)
State = Delivery.State

# Taken at once by one worker; each is done in a transaction of its own.
AT_ONCE = 50
MOST_LOST = 1000
# Longer than AT_ONCE deliveries with a thousand facts each.
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
# With those pauses somebody has half a day to mend a database or a disk.
MOST_TRIES = 18


def work_waiting(most: int = AT_ONCE) -> int:
    """Work on the oldest deliveries that wait. How many were worked on; 0 when nothing waits."""
    taken = _take(most)
    for pk in taken:
        process(pk)
    return len(taken)


def process(pk: int) -> None:
    """One delivery, its facts and its state, all or nothing. What goes wrong is kept with it."""
    try:
        with transaction.atomic():
            _process(pk)
    except (UnreadableError, ValidationError, PermissionDenied) as refused:
        # The same message would be refused again: somebody has to look.
        _failed(pk, _words_of(refused), again=False)
    except Exception as error:  # a message must neither be lost nor stop those behind it
        log.exception("delivery %s", pk)
        _failed(pk, f"{type(error).__name__}: {error}", again=True)


def _process(pk: int) -> None:
    only_one_for(Delivery.objects.values_list("source", flat=True).get(pk=pk))
    delivery = Delivery.objects.select_for_update().get(pk=pk)
    if delivery.state != State.WAITING:
        return  # another worker was given it after our time had run out
    source = SOURCES.get(delivery.source)
    if source is None:
        raise UnreadableError(f"There is no source called {delivery.source}.")
    reading = source.read(delivery.headers, body_of(delivery))
    keys = record(delivery.source, reading.facts, delivery)
    settle_all(delivery.source, keys)
    delivery.facts = len(reading.facts)
    delivery.event = (reading.kind or delivery.event)[:100]
    delivery.trouble = "" if reading.facts else reading.ignored[:500]
    delivery.state = _state(delivery) if reading.facts else State.IGNORED
    delivery.tries += 1
    delivery.taken_until, delivery.finished_at = None, timezone.now()
    delivery.save(update_fields=["facts", "event", "trouble", "state", "tries", "taken_until", "finished_at"])


def _state(delivery: Delivery) -> str:
    waits = delivery.told.filter(state=DeliveredFact.State.NO_PERSON).exists()
    return State.WAITING_FOR_PERSON if waits else State.DONE


def found_their_people(source: str) -> None:
    """Deliveries of the source that wait for a person, and no longer need to."""
    waiting = DeliveredFact.objects.filter(source=source, state=DeliveredFact.State.NO_PERSON)
    deliveries = Delivery.objects.filter(source=source, state=State.WAITING_FOR_PERSON)
    deliveries.exclude(pk__in=waiting.exclude(delivery=None).values("delivery")).update(state=State.DONE)


def body_of(delivery: Delivery) -> bytes:
    if not delivery.is_kept:
        raise UnreadableError("Its body is no longer kept: have the source send it again under a new id.")
    return gzip.decompress(bytes(delivery.body))


def _take(most: int) -> list[int]:
    """The oldest that wait. What failed before is taken alone: should it end its worker, it ends nothing behind it."""
    now = timezone.now()
    _count_lost(now)
    with transaction.atomic():
        waiting = Delivery.objects.filter(taken_until=None, state=State.WAITING, next_try_at__lte=now)
        waiting = waiting.order_by("next_try_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        rows = list(waiting.values_list("pk", "tries")[:most])
        again = next((place for place, (_pk, tries) in enumerate(rows) if tries), len(rows))
        taken = [pk for pk, _tries in rows[: again or 1]]
        if taken:
            Delivery.objects.filter(pk__in=taken).update(taken_until=now + LEASE)
    return taken


def _count_lost(now: datetime) -> None:
    """What a worker held when it ended counts as tried: it may be what ended it."""
    lost = Delivery.objects.filter(state=State.WAITING, taken_until__lt=now)
    for pk in lost.order_by("id").values_list("pk", flat=True)[:MOST_LOST]:
        _failed(pk, "The worker ended while it was at work on this.", again=True)


def _failed(pk: int, trouble: str, *, again: bool) -> None:
    delivery = Delivery.objects.filter(pk=pk).first()
    if delivery is None:
        return
    now = timezone.now()
    tries = delivery.tries + 1
    waits = again and tries < MOST_TRIES
    Delivery.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.WAITING if waits else State.FAILED,
        tries=tries,
        trouble=" ".join(trouble.split())[:500],
        next_try_at=now + min(FIRST_PAUSE * 2 ** min(tries - 1, 12), LONGEST_PAUSE),
        taken_until=None,
        finished_at=None if waits else now,
    )


def _words_of(refused: Exception) -> str:
    return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)


def forget(*, older_than: timedelta) -> int:
    """Bodies and headers of what was read, or given up, that long ago. The row stays, so that a replay is known.

    Also where somebody in it is not known yet: its facts stand in a table of their own, and wait there.
    """
    over = (State.DONE, State.IGNORED, State.WAITING_FOR_PERSON, State.FAILED)
    gone, until = 0, timezone.now() - older_than
    while ids := list(
        Delivery.objects.filter(is_kept=True, state__in=over, finished_at__lt=until)
        .order_by("finished_at")
        .values_list("pk", flat=True)[:1000]
    ):
        gone += Delivery.objects.filter(pk__in=ids).update(body=b"", headers={}, is_kept=False)
    return gone
