"""The daily e-mail: what is unread of the day before, at eight in the morning of its reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from recognition.actions import outbox
from recognition.actions.mail import DAILY
from recognition.models import Notification, OutboxMessage, Person
from recognition.queries.preferences import time_zone_of

HOUR = time(8)
PEOPLE_AT_ONCE = 500


def put_due() -> int:
    """Put the daily e-mails that are due into the outbox; how many. May run at any time and as often as one likes.

    Each tells of what was told before eight o'clock of the reader's own day, so that none is written in the evening
    about the afternoon; of one day there is one. What is read by now is left out; where nothing is left, there is none.
    """
    written = 0
    for people in _readers():
        with transaction.atomic():
            written += _put_for(people)
    return written


def _readers() -> Iterator[list[Person]]:
    """Those for whom something waits, some at a time."""
    waiting = Notification.objects.filter(for_digest=True).order_by("person").values_list("person", flat=True)
    ids = list(waiting.distinct())
    for first in range(0, len(ids), PEOPLE_AT_ONCE):
        here = ids[first : first + PEOPLE_AT_ONCE]
        yield list(Person.objects.filter(pk__in=here).select_related("preferences").order_by("pk"))


def _put_for(people: list[Person]) -> int:
    """Five statements. What is put is no longer waiting, in the same transaction."""
    now = timezone.now()
    begins = {person.pk: eight(now, time_zone_of(person)) for person in people}
    days = {person.pk: f"mail:{DAILY}:{person.pk}:{begins[person.pk]:%Y-%m-%d}" for person in people}
    known = OutboxMessage.objects.filter(dedup_key__in=days.values())
    written = set(known.values_list("dedup_key", flat=True))
    open_today = {person.pk: person for person in people if days[person.pk] not in written}
    waiting = Notification.objects.filter(person__in=open_today, for_digest=True).order_by("-at", "-id")
    over: list[int] = []
    unread: dict[int, list[int]] = defaultdict(list)
    for pk, person, at, read_at in waiting.values_list("pk", "person", "at", "read_at"):
        if at >= begins[person]:
            continue
        over.append(pk)
        if read_at is None:
            unread[person].append(pk)
    Notification.objects.filter(pk__in=over).update(for_digest=False)
    outbox.put_many(
        OutboxMessage(
            channel=OutboxMessage.Channel.EMAIL, destination=open_today[person].key, person_id=person, kind=DAILY,
            payload={"notifications": told}, dedup_key=days[person],
        )
        for person, told in unread.items()
    )  # fmt: skip
    return len(unread)


def eight(now: datetime, zone: ZoneInfo) -> datetime:
    """The last eight o'clock in the zone: today's, or yesterday's before it."""
    here = now.astimezone(zone)
    day = here.date() if here.time() >= HOUR else here.date() - timedelta(days=1)
    return datetime.combine(day, HOUR, tzinfo=zone)
