"""Notifications: tell people what concerns them, and what they do with it.

Written in the transaction of the act itself, so that a message lives and dies with what it tells of. None of it is
audited: the act is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import mail
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import require
from recognition.models import Award, Notification, Person
from recognition.notify.kinds import KINDS
from recognition.permissions import may_read_notification

# A fact that is older than this when it is recorded is history told late: it is news to nobody.
NEWS_FOR = timedelta(days=3)
ROWS_AT_ONCE = 1000


_silent: ContextVar[bool] = ContextVar("silent", default=False)


def is_news(at: datetime) -> bool:
    """Whether a fact of this moment is worth a message. Imports and backfills tell of older ones."""
    return timezone.now() - at <= NEWS_FOR and not _silent.get()


@contextmanager
def silence() -> Iterator[None]:
    """Whatever is recorded meanwhile is history, however young."""
    before = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(before)


@transaction.atomic(savepoint=False)
def tell(messages: Iterable[Notification]) -> int:
    """Keep the messages for those who work here and did not mute their topic; how many were kept.

    Nobody is told what they did themselves. Three statements for every thousand, and up to four more where e-mails
    are to be sent at once.

    Raises:
        KeyError: a kind that is not registered.
    """
    told = 0
    remaining = iter(messages)
    while batch := list(islice(remaining, ROWS_AT_ONCE)):
        readers = _readers(batch)
        wanted = _not_said_already(_wanted(batch, readers))
        news = [message for message in wanted if is_news(message.at)]
        mail.mark_for_digest(news, readers)
        Notification.objects.bulk_create(wanted)
        mail.put_at_once(news, readers)
        told += len(wanted)
    return told


def take_back(*, kinds: Collection[str], subject: str) -> None:
    """What a message told of was withdrawn: the message goes too. `kinds` and `subject` name it."""
    Notification.objects.filter(kind__in=kinds, subject=subject, at__gte=timezone.now() - NEWS_FOR).delete()


def take_back_about(*, kinds: Collection[str], award: Award, since: datetime) -> None:
    """The same for a step of an award, whose messages have no subject of their own."""
    Notification.objects.filter(kind__in=kinds, badge=award.badge_id, about=award.person_id, at__gte=since).delete()


@transaction.atomic
def mark_read(*, by: By, notification: Notification) -> Notification:
    """One is read; once more changes nothing."""
    person = require_person(by)
    require(may_read_notification(person, notification), _("This message is for somebody else."))
    if notification.read_at is None:
        notification.read_at = timezone.now()
        notification.save(update_fields=["read_at"])
    return notification


@transaction.atomic
def mark_all_read(*, by: By) -> datetime | None:
    """All unread ones of the person; the moment, by which `mark_unread` finds them. None where nothing was unread."""
    now = timezone.now()
    marked = Notification.objects.filter(person=require_person(by), read_at__isnull=True).update(read_at=now)
    return now if marked else None


@transaction.atomic
def mark_unread(*, by: By, read_at: datetime) -> int:
    """Take back `mark_all_read` of that moment; how many are unread again."""
    return Notification.objects.filter(person=require_person(by), read_at=read_at).update(read_at=None)


def forget(*, older_than: timedelta) -> int:
    """Delete what is older, read or not, some at a time so that nobody waits for a lock."""
    gone = 0
    while ids := list(
        Notification.objects.filter(at__lt=timezone.now() - older_than)
        .order_by("at")
        .values_list("pk", flat=True)[:ROWS_AT_ONCE]
    ):
        gone += Notification.objects.filter(pk__in=ids).delete()[0]
    return gone


def _readers(batch: list[Notification]) -> dict[int, mail.Reader]:
    """Those of them who work here."""
    people = Person.objects.active().human().filter(pk__in={message.person_id for message in batch})
    return {
        pk: mail.Reader(key, bool(address), frozenset(muted or ()), chosen or {})
        for pk, key, address, muted, chosen in people.values_list(
            "pk", "key", "email", "preferences__muted", "preferences__mail"
        )
    }


def _wanted(batch: list[Notification], readers: dict[int, mail.Reader]) -> list[Notification]:
    return [
        message
        for message in batch
        if message.person_id in readers
        and message.person_id != message.by_id
        and KINDS[message.kind].topic not in readers[message.person_id].muted
    ]


def _not_said_already(batch: list[Notification]) -> list[Notification]:
    """Without those of a kind that is told once until it is read."""
    once = [message for message in batch if KINDS[message.kind].once_unread]
    if not once:
        return batch
    waiting = Notification.objects.filter(
        person_id__in={m.person_id for m in once}, kind__in={m.kind for m in once}, read_at__isnull=True
    )
    said = set(waiting.values_list("person_id", "kind"))
    kept = []
    for message in batch:
        told = (message.person_id, message.kind)
        if not KINDS[message.kind].once_unread or told not in said:
            kept.append(message)
            said.add(told)
    return kept
