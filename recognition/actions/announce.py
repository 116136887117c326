"""The end of every action: tell who listens, then write the audit entry."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from recognition.actions import audit
from recognition.actions.actors import By
from recognition.signals import facts_changed


def announce(
    about: Model, *, by: By, verb: str, key: str | int, data: Mapping[str, Any], person_ids: Iterable[int] = ()
) -> None:
    """Send `facts_changed` for `person_ids` (if any) and append the audit entry.

    Always in this order: the audit head is one lock for everybody, so it is taken last and held shortest,
    and two actions never wait for each other crosswise.
    """
    touched = set(person_ids)
    if touched:
        facts_changed.send(sender=type(about), person_ids=touched, reason=verb)
    kind = type(about)._meta.model_name or ""
    # 200 characters are all that the column holds; only the keys of outcomes can be longer, with their source.
    audit.record(by=by, verb=verb, object_kind=kind, object_key=str(key)[:200], data=data)
