"""What a person was told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from recognition.models import Notification, Person
from recognition.notify.kinds import KINDS, Kind

# The bell counts so far and then says "9+": more is no more urgent.
MOST_COUNTED = 9


@dataclass(frozen=True)
class Message:
    """A notification in the reader's words."""

    told: Notification
    kind: Kind
    words: str


def told_to(person: Person, *, unread: bool = False, topic: str = "") -> QuerySet[Notification]:
    """The newest first. `topic`: only these; kinds that are no longer known are left out."""
    told = Notification.objects.filter(person=person).select_related("by", "about", "badge")
    if unread:
        told = told.filter(read_at__isnull=True)
    kinds = [kind.name for kind in KINDS.values() if not topic or kind.topic == topic]
    return told.filter(kind__in=kinds)


def in_words(person: Person, told: list[Notification]) -> list[Message]:
    """No statement: each message knows its reader already."""
    messages = []
    for one in told:
        one.person = person
        kind = KINDS[one.kind]
        messages.append(Message(one, kind, kind.words(one)))
    return messages


def unread_up_to_ten(person: Person) -> int:
    """How many are unread, counted up to one more than `MOST_COUNTED`. One statement over a partial index."""
    unread = Notification.objects.filter(person=person, read_at__isnull=True).order_by()
    return len(unread.values_list("pk", flat=True)[: MOST_COUNTED + 1])
