"""The outbox: put a message in, send it again, cancel it, forget it.

Put in the transaction of the act itself, so that a message lives and dies with what it tells of. Putting is not
audited: the act is. What people do with a message in the office is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal, require
from recognition.models import OutboxMessage, Person
from recognition.signals import outbox_filled

State = OutboxMessage.State
ROWS_AT_ONCE = 1000


@transaction.atomic
def put(
    *,
    channel: str,
    destination: str,
    kind: str,
    payload: dict[str, Any],
    dedup_key: str,
    person: Person | None = None,
    due_at: datetime | None = None,
) -> OutboxMessage | None:
    """Keep one message for sending; None where one of this `dedup_key` was put before.

    Args:
        channel: of `OutboxMessage.Channel`.
        destination: who gets it, as its channel names receivers (200 characters); a receiver that does not answer
            holds up only its own messages.
        kind: what it is about, for people who look at the outbox.
        payload: JSON that the channel makes the message from; no secrets.
        person: about whom or to whom; the message goes with them.
        due_at: not before; None: now.
    """
    message, created = OutboxMessage.objects.get_or_create(
        dedup_key=dedup_key,
        defaults={
            "channel": OutboxMessage.Channel(channel),
            "destination": destination,
            "kind": kind,
            "payload": payload,
            "person": person,
            "due_at": due_at or timezone.now(),
        },
    )
    if not created:
        return None
    outbox_filled.send(OutboxMessage)
    return message


@transaction.atomic
def put_many(messages: Iterable[OutboxMessage]) -> None:
    """The same for many, unsaved; those whose `dedup_key` is known are left out. One statement for every thousand."""
    wanted = list(messages)
    if wanted:
        OutboxMessage.objects.bulk_create(wanted, batch_size=ROWS_AT_ONCE, ignore_conflicts=True)
        outbox_filled.send(OutboxMessage)


@transaction.atomic
def retry(*, by: By, message: OutboxMessage) -> OutboxMessage:
    """Try it now, with as many attempts as a new one: what was given up or cancelled, and what waits for its turn."""
    message = _in_hand(by, message)
    if message.state == State.SENT:
        raise refusal(_("It was sent already."), code="sent")
    message.state, message.over_at = State.WAITING, None
    message.due_at, message.attempts = timezone.now(), 0
    message.save(update_fields=["state", "over_at", "due_at", "attempts"])
    _note(message, by, "outbox.retry")
    outbox_filled.send(OutboxMessage)
    return message


@transaction.atomic
def cancel(*, by: By, message: OutboxMessage) -> OutboxMessage:
    """It is not sent any more, until somebody wants it again."""
    message = _in_hand(by, message)
    if message.state != State.WAITING:
        raise refusal(_("It does not wait any more."), code="over")
    message.state, message.over_at = State.CANCELLED, timezone.now()
    message.save(update_fields=["state", "over_at"])
    _note(message, by, "outbox.cancel")
    return message


def _in_hand(by: By, message: OutboxMessage) -> OutboxMessage:
    """Locked, and not with a worker at this moment."""
    require(permissions.is_admin(require_person(by)), _("Only program admins look after messages."))
    message = OutboxMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.leased_until is not None and message.leased_until > timezone.now():
        raise refusal(_("It is being sent at this moment. Look again in a minute."), code="in_hand")
    return message


def _note(message: OutboxMessage, by: By, verb: str) -> None:
    audit.record(
        by=by, verb=verb, object_kind="message", object_key=str(message.message_id),
        data={"channel": message.channel, "kind": message.kind},
    )  # fmt: skip


def forget(*, older_than: timedelta) -> int:
    """Delete what has been over for longer: sent, given up or cancelled. Some at a time; attempts go along."""
    gone = 0
    over = OutboxMessage.objects.exclude(state=State.WAITING).filter(over_at__lt=timezone.now() - older_than)
    while ids := list(over.order_by("over_at").values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        gone += OutboxMessage.objects.filter(pk__in=ids).delete()[1]["recognition.OutboxMessage"]
    return gone
