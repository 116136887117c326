"""The audit forgets who it was, and still holds: see `recognition.chain`."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from recognition.actions import audit
from recognition.actions.actors import By
from recognition.chain import digest_of_numbers
from recognition.forgetting import ERASED
from recognition.models import AuditEntry, AuditHead
from recognition.privacy.erasing.erased import Erased

ROWS_AT_ONCE = 500


def erase(erased: Erased, *, by: By) -> int:
    """Empty every entry that names the person, and append the one that says so. How many were emptied.

    Who appends waits from the second look on, which reads only what was written during the first.
    """
    seen = AuditHead.objects.filter(id=1).values_list("number", flat=True).first() or 0
    entries = list(_naming(erased).filter(number__lte=seen).order_by("number").iterator(ROWS_AT_ONCE))
    head, _created = AuditHead.objects.select_for_update().get_or_create(id=1)
    entries += _naming(erased).filter(number__gt=seen).order_by("number")
    fresh = [entry.number for entry in entries if entry.erased_in is None]
    for entry in entries:
        _empty(entry, erased, number=head.number + 1)
    AuditEntry.objects.bulk_update(
        entries, ["actor", "object_key", "data", "salt", "erased_in"], batch_size=ROWS_AT_ONCE
    )
    audit.record(
        by=by, verb=audit.ERASURE, object_kind="person", object_key=erased.pseudonym,
        data={"entries": len(fresh), "digest": digest_of_numbers(fresh)},
    )  # fmt: skip
    return len(entries)


def _naming(erased: Erased) -> QuerySet[AuditEntry]:
    """Entries in which an id or a name of the person stands. One walk over the whole log: for a worker."""
    rows = AuditEntry.objects.annotate(said_as_text=Cast("data", TextField()))
    wanted = Q(pk=None)
    for word in erased.ids:
        wanted |= Q(actor=word) | Q(object_key=word) | Q(object_key__startswith=f"{word}/")
        wanted |= Q(said_as_text__contains=f'"{word}"')
    for name in erased.spellings:
        wanted |= Q(said_as_text__icontains=name)
    return rows.filter(wanted)


def _empty(entry: AuditEntry, erased: Erased, *, number: int) -> None:
    """An entry that two erasures name belongs to the first."""
    entry.actor = erased.pseudonym if entry.actor in erased.ids else entry.actor
    first, slash, rest = entry.object_key.partition("/")
    if first in erased.ids:
        entry.object_key = f"{erased.pseudonym}{slash}{rest}"
    entry.data = _emptied(entry.data, erased)
    entry.salt = ""
    entry.erased_in = entry.erased_in or number


def _emptied(told: Any, erased: Erased) -> Any:
    """Keys of the person become the pseudonym; whatever somebody wrote goes whole, since it is about this person."""
    if isinstance(told, str):
        if told in erased.ids:
            return erased.pseudonym
        return ERASED if any(sign.isspace() for sign in told) or erased.without_names(told) != told else told
    if isinstance(told, list):
        return [_emptied(one, erased) for one in told]
    if isinstance(told, dict):
        return {key: _emptied(one, erased) for key, one in told.items()}
    return told
