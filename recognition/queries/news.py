"""Whom something concerns that happened just now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from recognition.models import Contribution, Nomination, Reversal, Thanks, Verification


def concerned_since(since: datetime) -> set[int]:
    """People to whom a fact of since then belongs, or who confirmed one, however it came in. Six statements."""
    return {person for rows in _facts(since) for person in rows if person is not None}


def _facts(since: datetime) -> Iterator[QuerySet[Any, int | None]]:
    yield Nomination.objects.filter(at__gte=since).order_by().values_list("nominee", flat=True)
    yield Thanks.objects.filter(at__gte=since).order_by().values_list("receiver", flat=True)
    yield Contribution.objects.filter(outcome__at__gte=since).order_by().values_list("person", flat=True)
    verified = Verification.objects.filter(at__gte=since).order_by()
    yield verified.values_list("verifier", flat=True)
    yield verified.values_list("outcome__contributions__person", flat=True)
    yield Reversal.objects.filter(at__gte=since).order_by().values_list("outcome__contributions__person", flat=True)
