"""Work on what is due: take a message, send it, write down what came of it.

At least once: a message is marked as sent after its receiver took it, so a worker that is killed between the two sends
it again, under the same id. Two workers do not send the same message: who works on it holds a lease, which runs out.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from recognition.models import DeliveryAttempt, OutboxMessage
from recognition.outbox.answers import Answer, Moot, Rest, RetryLater, Sent, Undeliverable
from recognition.outbox.backoff import pause_after
from recognition.outbox.registry import CHANNELS

log = logging.getLogger(__name__)

State = OutboxMessage.State
Result = DeliveryAttempt.Result
# Longer than the slowest channel takes for one message.
LEASE = timedelta(minutes=2)
LONGEST_TEXT = 500
WHILE_LOST = "The worker ended before the receiver's answer was written down."


@dataclass
class Round:
    """What one round did, by result; and what it leaves alone."""

    results: Counter[str] = field(default_factory=Counter)
    channels: set[str] = field(default_factory=set)
    destinations: set[tuple[str, str]] = field(default_factory=set)

    @property
    def worked(self) -> int:
        return sum(self.results.values())

    def leave_alone(self, message: OutboxMessage, rest: Rest) -> None:
        if rest is Rest.CHANNEL:
            self.channels.add(message.channel)
        elif rest is Rest.DESTINATION:
            self.destinations.add((message.channel, message.destination))

    def open(self, messages: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        messages = messages.exclude(channel__in=self.channels)
        for channel, destination in self.destinations:
            messages = messages.exclude(channel=channel, destination=destination)
        return messages


def work_due(limit: int = 200, *, seconds: float = 60.0) -> Round:
    """Send what is due, the oldest first, until nothing is due, `limit` messages were tried or the time is over.

    A receiver that does not answer is asked once a round: the rest of its messages wait where they are.
    """
    _count_lost()
    done, ends = Round(), time.monotonic() + seconds
    for _ in range(limit):
        message = _take(done)
        if message is None:
            break
        _try(message, done)
        if time.monotonic() >= ends:
            break
    return done


@transaction.atomic
def _count_lost() -> None:
    """What a worker held when it ended is free again, after the pause of a failed attempt: it may be what ended it."""
    now = timezone.now()
    held = OutboxMessage.objects.filter(state=State.WAITING, leased_until__lte=now).order_by("id")
    for message in held.select_for_update(skip_locked=True):
        DeliveryAttempt.objects.create(message=message, result=Result.LOST, answer=WHILE_LOST)
        began = (message.leased_until or now) - LEASE
        message.lease, message.leased_until, message.last_error = "", None, WHILE_LOST
        pause = pause_after(message)
        if pause:
            message.due_at = began + pause
        else:
            message.state, message.over_at = State.DEAD, now
        message.save(update_fields=["lease", "leased_until", "last_error", "due_at", "state", "over_at"])


@transaction.atomic
def _take(done: Round) -> OutboxMessage | None:
    """The next one that is due and that nobody works on, with a lease. Its attempt counts from here on."""
    now = timezone.now()
    free = OutboxMessage.objects.filter(state=State.WAITING, due_at__lte=now, leased_until__isnull=True)
    message = done.open(free).order_by("due_at", "id").select_for_update(skip_locked=True).first()
    if message is None:
        return None
    message.attempts += 1
    message.lease, message.leased_until = secrets.token_hex(16), now + LEASE
    message.save(update_fields=["attempts", "lease", "leased_until"])
    return message


def _try(message: OutboxMessage, done: Round) -> None:
    began = time.monotonic()
    try:
        answer = CHANNELS[message.channel].send(message)
    except Exception as error:
        log.exception("outbox: %s %s could not be sent; it is tried again", message.channel, message.message_id)
        answer = RetryLater(f"{type(error).__name__}: {error}", rest=Rest.NOTHING)
    took = int((time.monotonic() - began) * 1000)
    done.results[_write_down(message, answer, took)] += 1
    if isinstance(answer, RetryLater):
        done.leave_alone(message, answer.rest)


@transaction.atomic
def _write_down(message: OutboxMessage, answer: Answer, took: int) -> Result:
    """The attempt, always; the message, unless it was taken over or cancelled meanwhile. What was sent is sent."""
    now = timezone.now()
    result, text, status = _in_words(answer)
    attempt = DeliveryAttempt(message=message, result=result, answer=text, status=status, milliseconds=took)
    change: dict[str, object] = {"lease": "", "leased_until": None}
    row = OutboxMessage.objects.filter(pk=message.pk)
    if not row.select_for_update().values_list("pk").first():
        return result  # its person was erased while it was on its way
    attempt.save()
    if isinstance(answer, Sent):
        row.exclude(state=State.SENT).update(state=State.SENT, over_at=now, last_error="", **change)
        return result
    if isinstance(answer, RetryLater):
        pause = pause_after(message, answer.after)
        change |= {"due_at": now + pause} if pause else {"state": State.DEAD, "over_at": now}
    else:
        change |= {"state": State.CANCELLED if isinstance(answer, Moot) else State.DEAD, "over_at": now}
    row.filter(state=State.WAITING, lease=message.lease).update(last_error=text, **change)
    return result


def _in_words(answer: Answer) -> tuple[Result, str, int | None]:
    match answer:
        case Sent(text, status):
            result = Result.SENT
        case RetryLater(error=text, status=status):
            result = Result.RETRY
        case Undeliverable(text, status):
            result = Result.REFUSED
        case Moot(text):
            result, status = Result.MOOT, None
    # Neither database keeps a NUL; an answer may hold anything.
    return result, text.replace("\0", "")[:LONGEST_TEXT], status
