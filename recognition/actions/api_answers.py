"""Answers of the API under an idempotency key: a request that is sent twice is done once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from recognition.models import ApiAnswer, User

ROWS_AT_ONCE = 1000


class KeyUsedError(Exception):
    """The key stands for another request already."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: a status, JSON as text (empty: no body) and where the new thing is (empty: nowhere)."""

    status: int
    body: str
    location: str = ""
    replayed: bool = False


@transaction.atomic
def once(*, user: User, key: str, fingerprint: str, do: Callable[[], Answer]) -> Answer:
    """The answer of `do`, or the one that the same request got under this key before.

    The key and whatever `do` writes are one transaction: what `do` raises leaves nothing behind, the key included. A
    second request that comes meanwhile waits for the first: on PostgreSQL for its row, on SQLite for its transaction.

    Raises:
        KeyUsedError: this login has sent the key with another request.
    """
    # Says nothing about whether it was there: PostgreSQL waits here for a row that somebody else is about to commit.
    ApiAnswer.objects.bulk_create([ApiAnswer(user=user, key=key, fingerprint=fingerprint)], ignore_conflicts=True)
    kept = ApiAnswer.objects.select_for_update().get(user=user, key=key)
    if kept.fingerprint != fingerprint:
        raise KeyUsedError(key)
    if kept.status:
        return Answer(kept.status, kept.body, kept.location, replayed=True)
    answer = do()
    kept.status, kept.body, kept.location = answer.status, answer.body, answer.location
    kept.save(update_fields=["status", "body", "location"])
    return answer


def forget(*, older_than: timedelta) -> int:
    """Delete what is older, some at a time so that nobody waits for a lock."""
    gone = 0
    while ids := list(
        ApiAnswer.objects.filter(at__lt=timezone.now() - older_than)
        .order_by("at")
        .values_list("pk", flat=True)[:ROWS_AT_ONCE]
    ):
        gone += ApiAnswer.objects.filter(pk__in=ids).delete()[0]
    return gone
