"""From a delivery that waits to its facts. Needs no worker: whoever calls `work_waiting` does what waits."""

from __future__ import annotations

import gzip
import logging
from collections import defaultdict
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from recognition.actions.announce import at_the_end
from recognition.deliveries.contract import Reading, UnreadableError
from recognition.deliveries.locks import only_one_for
from recognition.deliveries.recording import record
from recognition.deliveries.registry import SOURCES
from recognition.deliveries.settling import settle_all
from recognition.models import DeliveredFact, Delivery

log = logging.getLogger(__name__)
State = Delivery.State

# Taken at once by one worker; those of one source are done in one transaction.
AT_ONCE = 50
# A transaction holds up whoever else settles this source, and an admin who links an account of it.
MOST_FACTS_TOGETHER = 500
MOST_LOST = 1000
# Longer than AT_ONCE deliveries with a thousand facts each.
LEASE = timedelta(minutes=5)
# The outbox has leases and pauses too, and shares none of this: it waits for strangers, over days, with jitter and as
# long as they ask, one message a lease; this waits for our own database, and takes many at once.
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
# With those pauses somebody has half a day to mend a database or a disk.
MOST_TRIES = 18


class TooMuchAtOnceError(Exception):
    """So many facts that one transaction would be a long one: each delivery is done alone."""


def work_waiting(most: int = AT_ONCE) -> int:
    """Work on the oldest deliveries that wait. How many were worked on; 0 when nothing waits."""
    taken = _take(most)
    by_source: dict[str, list[int]] = defaultdict(list)
    for pk, source in taken:
        by_source[source].append(pk)
    for source, pks in by_source.items():
        _work_together(source, pks)
    return len(taken)


def _work_together(source: str, pks: list[int]) -> None:
    """In one transaction: most of what a delivery costs is asked for once. Where one of them fails, each alone."""
    if len(pks) > 1:
        try:
            with transaction.atomic():
                _work(source, pks)
            return
        except Exception:  # whose it is, and its words, come out when each is done alone
            log.info("deliveries of %s: %d together failed, now one by one", source, len(pks), exc_info=True)
    for pk in pks:
        process(pk)


def process(pk: int) -> None:
    """One delivery, its facts and its state, all or nothing. What goes wrong is kept with it."""
    try:
        with transaction.atomic():
            _work(Delivery.objects.values_list("source", flat=True).get(pk=pk), [pk])
    except (UnreadableError, ValidationError, PermissionDenied) as refused:
        # The same message would be refused again: somebody has to look.
        _failed(pk, _words_of(refused), again=False)
    except Exception as error:  # a message must neither be lost nor stop those behind it
        log.exception("delivery %s", pk)
        _failed(pk, f"{type(error).__name__}: {error}", again=True)


def _work(name: str, pks: list[int]) -> None:
    """What these deliveries of one source tell, settled; those that still wait."""
    only_one_for(name)
    # Another worker was given them, if their time had run out: then they no longer wait.
    deliveries = list(Delivery.objects.select_for_update().filter(pk__in=pks, state=State.WAITING).order_by("pk"))
    if not deliveries:
        return
    source = SOURCES.get(name)
    if source is None:
        raise UnreadableError(f"There is no source called {name}.")
    read = [(delivery, source.read(delivery.headers, body_of(delivery))) for delivery in deliveries]
    if len(read) > 1 and sum(len(reading.facts) for _delivery, reading in read) > MOST_FACTS_TOGETHER:
        raise TooMuchAtOnceError
    recorded = record(name, [(delivery, reading.facts) for delivery, reading in read])
    with at_the_end():  # rows are locked first, the audit head last
        settle_all(name, recorded.keys)
        _finish(read)
        if recorded.decided:
            found_their_people(name)


def _finish(read: list[tuple[Delivery, Reading]]) -> None:
    told_in = DeliveredFact.objects.filter(delivery__in=[delivery for delivery, _reading in read])
    waits = set(told_in.filter(state=DeliveredFact.State.NO_PERSON).values_list("delivery_id", flat=True))
    now = timezone.now()
    for delivery, reading in read:
        delivery.facts = len(reading.facts)
        delivery.event = (reading.kind or delivery.event)[:100]
        delivery.trouble = "" if reading.facts else reading.ignored[:500]
        delivery.state = _state(reading, waits=delivery.pk in waits)
        delivery.tries += 1
        delivery.taken_until, delivery.finished_at = None, now
    fields = ["facts", "event", "trouble", "state", "tries", "taken_until", "finished_at"]
    Delivery.objects.bulk_update([delivery for delivery, _reading in read], fields)


def _state(reading: Reading, *, waits: bool) -> State:
    if not reading.facts:
        return State.IGNORED
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


def _take(most: int) -> list[tuple[int, str]]:
    """The oldest that wait, and their sources. What failed before is taken alone: it may end its worker."""
    now = timezone.now()
    _count_lost(now)
    with transaction.atomic():
        waiting = Delivery.objects.filter(taken_until=None, state=State.WAITING, next_try_at__lte=now)
        waiting = waiting.order_by("next_try_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        rows = list(waiting.values_list("pk", "source", "tries")[:most])
        again = next((place for place, (_pk, _source, tries) in enumerate(rows) if tries), len(rows))
        taken = [(pk, source) for pk, source, _tries in rows[: again or 1]]
        if taken:
            Delivery.objects.filter(pk__in=[pk for pk, _source in taken]).update(taken_until=now + LEASE)
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
