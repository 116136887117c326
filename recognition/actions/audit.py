"""The append-only chain of who did what. Each entry's hash covers the entry before it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from recognition.actions.actors import By, actor_key
from recognition.models import AuditEntry, AuditHead

FIRST_HASH = "0" * 64
ROWS_AT_ONCE = 1000


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
            previous_hash=head.hash,
        )
        entry.hash = hash_of(entry)
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=ROWS_AT_ONCE)
    head.save(update_fields=["number", "hash"])
    return entries


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 (hex) over the canonical JSON of everything the entry says and the hash before it."""
    said = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "verb": entry.verb,
        "object": [entry.object_kind, entry.object_key],
        "data": entry.data,
        "previous_hash": entry.previous_hash,
    }
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and why."""

    number: int
    reason: str


def first_break() -> Break | None:
    """The first entry at which the chain does not hold, or None. Reads the whole table in steps."""
    expected, previous = 1, FIRST_HASH
    for entry in _entries_in_order():
        if entry.number != expected:
            return Break(expected, f"entry {expected} is missing; the next one found is {entry.number}")
        if entry.previous_hash != previous:
            return Break(entry.number, "it does not name the hash of the entry before it")
        if hash_of(entry) != entry.hash:
            return Break(entry.number, "its content does not give its hash")
        expected, previous = entry.number + 1, entry.hash
    head = AuditHead.objects.filter(id=1).first() or AuditHead()
    if (head.number, head.hash) != (expected - 1, previous):
        return Break(expected - 1, f"the chain ends here, but its head names entry {head.number} or another hash")
    return None


def _entries_in_order() -> Iterator[AuditEntry]:
    return AuditEntry.objects.order_by("number").iterator(chunk_size=2000)


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
