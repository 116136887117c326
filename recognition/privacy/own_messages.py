"""What left the house for a person: which message, when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from recognition.models import OutboxMessage, Person
from recognition.privacy.sections import Section, add, columns


def _sent(person: Person) -> Iterable[Mapping[str, Any]]:
    """To the person. The words of a message are made when it is sent, and kept nowhere."""
    to_them = OutboxMessage.objects.filter(person=person).order_by("created_at", "id")
    return columns(to_them, "channel", "kind", "created_at", "due_at", "attempts", "state", "over_at")


add(Section("messages_sent", ("recognition.OutboxMessage",), _sent))
