"""E-mail of messages: what is told becomes an e-mail at once or waits for the daily one, as its reader wants it.

An e-mail names the messages that it tells of and no words: it is made when it is sent, of those that still stand and
are unread by then. So what was taken back, muted or read meanwhile is not sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from recognition.actions import outbox
from recognition.models import Notification, OutboxMessage
from recognition.notify.by_mail import Way, mail_is_on, way_of
from recognition.notify.kinds import KINDS

AT_ONCE, DAILY = "at-once", "daily"
# Whoever takes something back does so in the first moments; and several things often happen together.
WAIT = timedelta(minutes=1)
# At most one e-mail "at once" in this time: what comes meanwhile is gathered in the next one.
GAP = timedelta(minutes=10)
MOST_IN_ONE = 200


@dataclass(frozen=True)
class Reader:
    """What a person wants to be told, and how."""

    key: str
    has_address: bool
    muted: frozenset[str] = frozenset()
    chosen: Mapping[str, str] = field(default_factory=dict)

    def way(self, message: Notification) -> Way:
        if not self.has_address or not mail_is_on():
            return Way.SITE
        return way_of(self.chosen, KINDS[message.kind].topic)


def mark_for_digest(messages: Sequence[Notification], readers: Mapping[int, Reader]) -> None:
    """Before they are stored: which wait for the daily e-mail."""
    for message in messages:
        message.for_digest = readers[message.person_id].way(message) == Way.DAILY


@transaction.atomic(savepoint=False)
def put_at_once(messages: Sequence[Notification], readers: Mapping[int, Reader]) -> None:
    """After they are stored: what comes at once is put into the outbox, one e-mail for each reader.

    It joins an e-mail that waits and was never tried; a row that somebody else holds at this moment is left to them,
    and a second e-mail is put. Four statements for any number, none where nobody wants it at once.
    """
    wanted: dict[int, list[int]] = defaultdict(list)
    for message in messages:
        if readers[message.person_id].way(message) == Way.AT_ONCE:
            wanted[message.person_id].append(message.pk)
    if not wanted:
        return
    _join(wanted)
    if not wanted:
        return
    now, last = timezone.now(), _last(wanted)
    outbox.put_many(
        OutboxMessage(
            channel=OutboxMessage.Channel.EMAIL, destination=readers[person].key, person_id=person, kind=AT_ONCE,
            payload={"notifications": told}, dedup_key=f"mail:{AT_ONCE}:{told[0]}",
            due_at=max(now + WAIT, last[person] + GAP) if person in last else now + WAIT,
        )
        for person, told in wanted.items()
    )  # fmt: skip


def _join(wanted: dict[int, list[int]]) -> None:
    waiting = OutboxMessage.objects.filter(
        person__in=wanted, kind=AT_ONCE, state=OutboxMessage.State.WAITING, attempts=0, leased_until__isnull=True
    ).order_by("id")
    joined = []
    for message in waiting.select_for_update(skip_locked=True, of=("self",)):
        told = message.payload["notifications"]
        if message.person_id in wanted and len(told) < MOST_IN_ONE:
            message.payload = {"notifications": told + wanted.pop(message.person_id)}
            joined.append(message)
    OutboxMessage.objects.bulk_update(joined, ["payload"], batch_size=500)


def _last(wanted: Mapping[int, list[int]]) -> dict[int, datetime]:
    lately = OutboxMessage.objects.filter(person__in=wanted, kind=AT_ONCE, due_at__gt=timezone.now() - GAP)
    return dict(lately.order_by().values_list("person_id").annotate(last=Max("due_at")))
