"""What delivers usage: tokens of collectors, and accounts that nobody in the directory is known by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from recognition.queries.searched import with_words, words_as_typed
from scoring.models import UsageAccount, UsageDay, UsageToken

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Usage:
    """`unknown`: accounts without a person, at most MOST_COUNTED + 1."""

    last_day: date | None
    unknown: int


def usage() -> Usage:
    """Nothing about anybody: only whether it comes at all. Two statements."""
    last = UsageDay.objects.order_by("-day").values_list("day", flat=True).first()
    return Usage(last, unknown_accounts()[: MOST_COUNTED + 1].count())


def unknown_accounts(text: str = "") -> QuerySet[UsageAccount]:
    """Names only: what they consumed is nobody's business. With `text` those that have every word of it."""
    accounts = UsageAccount.objects.filter(person=None).order_by("scheme", "value")
    return with_words(
        accounts, words_as_typed(text), lambda word: Q(value__icontains=word) | Q(scheme__icontains=word)
    )  # fmt: skip


def tokens() -> list[tuple[UsageToken, bool]]:
    """All of them, those that still open something first, each with whether it does."""
    now = timezone.now()
    found = [(token, token.ended_at is None and token.expires_at > now) for token in UsageToken.objects.all()]
    return sorted(found, key=lambda entry: (not entry[1], entry[0].name))
