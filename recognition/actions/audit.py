"""The append-only chain of who did what. Each entry's hash covers the entry before it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from recognition.actions.actors import By, actor_key
from recognition.chain import FIRST_HASH, digest_of_numbers, hash_of, new_salt, said_by
from recognition.models import AuditEntry, AuditHead
from recognition.models.audit import why_broken

ROWS_AT_ONCE = 1000
STEP = 2000  # entries read at once
ERASURE = "person.erase"  # says how many entries it emptied, and the digest of their numbers


@dataclass(frozen=True)
class Act:
    """One act to record: `verb` is `noun.verb`; the object is named by kind and key, not by a foreign key."""

    by: By
    verb: str
    object_kind: str
    object_key: str
    data: Mapping[str, Any] = field(default_factory=dict)


def record(*, by: By, verb: str, object_kind: str, object_key: str, data: Mapping[str, Any]) -> AuditEntry:
    """Append one entry. `data` holds text, whole numbers, dates, lists and maps of them."""
    return record_many([Act(by, verb, object_kind, object_key, data)])[0]


@transaction.atomic
def record_many(acts: Sequence[Act]) -> list[AuditEntry]:
    """Append the acts in their order, under one lock and with a constant number of queries per thousand."""
    if not acts:
        return []
    # PostgreSQL: whoever appends waits here for the one before. SQLite has no row locks and needs none,
    # its transactions are IMMEDIATE: one writer at a time.
    head, _created = AuditHead.objects.select_for_update().get_or_create(id=1)
    at = timezone.now()
    entries = []
    for act in acts:
        entry = AuditEntry(
            number=head.number + 1,
            at=at,
            actor=actor_key(act.by),
            verb=act.verb,
            object_kind=act.object_kind,
            object_key=act.object_key,
            data=_plain(act.data),
            salt=new_salt(),
            previous_hash=head.hash,
        )
        entry.said = said_by(entry)
        entry.hash = hash_of(entry)
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=ROWS_AT_ONCE)
    head.save(update_fields=["number", "hash"])
    return entries


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and why."""

    number: int
    why: str  # a key of BREAKS
    other: int | None = None

    @property
    def reason(self) -> str:
        return why_broken(self.why, self.number, self.other)


def first_break(progress: Callable[[int], None] = lambda _walked: None) -> Break | None:
    """The first entry at which the chain does not hold, or None. Reads the whole table in steps.

    What is written meanwhile is walked over as well. `progress` is told the number of every 2,000th entry.
    """
    walked, previous, emptied = 0, FIRST_HASH, _Emptied()
    while True:
        head = AuditHead.objects.filter(id=1).first() or AuditHead()
        for entry in _entries_between(walked, head.number):
            if entry.number != walked + 1:
                return Break(walked + 1, "missing", entry.number)
            if entry.previous_hash != previous:
                return Break(entry.number, "previous")
            if hash_of(entry) != entry.hash or (entry.erased_in is None and said_by(entry) != entry.said):
                return Break(entry.number, "hash")
            if not emptied.agrees(entry):
                return Break(entry.number, "erasure")
            walked, previous = entry.number, entry.hash
            if walked % STEP == 0:
                progress(walked)
        behind = AuditEntry.objects.filter(number__gt=walked).exists()
        if (head.number, head.hash) != (walked, previous) or (behind and _head_stays(head)):
            return Break(walked, "head", head.number)
        if not behind:
            return emptied.left_over()


class _Emptied:
    """Entries that an erasure emptied, until the walk comes to the entry that says so."""

    def __init__(self) -> None:
        self._of: dict[int, list[int]] = {}

    def agrees(self, entry: AuditEntry) -> bool:
        """Take note of an emptied entry; of an erasure: whether it names those that were emptied in it."""
        if entry.erased_in is not None:
            self._of.setdefault(entry.erased_in, []).append(entry.number)
        numbers = self._of.pop(entry.number, [])
        if entry.verb != ERASURE:
            return not numbers
        return (entry.data.get("entries"), entry.data.get("digest")) == (len(numbers), digest_of_numbers(numbers))

    def left_over(self) -> Break | None:
        """The first emptied entry of which no later entry speaks."""
        first = min((min(numbers) for numbers in self._of.values()), default=None)
        return Break(first, "erased") if first is not None else None


def _head_stays(head: AuditHead) -> bool:
    """Entries stand behind the head, and it has not moved on meanwhile: nobody is writing them."""
    return AuditHead.objects.filter(id=1, number=head.number, hash=head.hash).exists() or head.number == 0


def _entries_between(walked: int, last: int) -> Iterator[AuditEntry]:
    entries = AuditEntry.objects.filter(number__gt=walked, number__lte=last).order_by("number")
    return entries.iterator(chunk_size=STEP)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data as the database gives it back, so that the hash can be found again.

    Raises:
        TypeError: for a float: PostgreSQL and SQLite write some of them differently.
    """
    plain: dict[str, Any] = json.loads(json.dumps(data, cls=_Encoder, allow_nan=False), parse_float=_refuse_float)
    return plain


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            return o.isoformat()  # Django's own way cuts microseconds to three digits
        return super().default(o)


def _refuse_float(text: str) -> float:
    raise TypeError(f"Audit data cannot hold the float {text}: give text or a whole number.")
