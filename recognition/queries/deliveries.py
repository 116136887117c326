"""The tools that deliver: how each of them is doing, its deliveries, its secrets, and accounts nobody knows yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from recognition.deliveries.registry import SOURCES
from recognition.deliveries.secrets import unseal
from recognition.models import DeliveredFact, Delivery, SourceAccount, SourceSecret

# Pages say "more than" and do not count further.
MOST_COUNTED = 1000
_TOLD_OF = (Delivery.State.FAILED, Delivery.State.WAITING, Delivery.State.WAITING_FOR_PERSON)


@dataclass(frozen=True)
class Tool:
    """One source that delivers. Numbers end at MOST_COUNTED + 1."""

    name: str
    label: str
    secrets: int
    last: datetime | None
    failed: int
    waiting: int
    waiting_for_person: int
    unknown: int


def tools(names: Iterable[str] = SOURCES) -> list[Tool]:
    """Every source of the registry: one statement for all secrets, and five bounded ones for each source."""
    living = Counter(
        SourceSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now())).values_list("source", flat=True)
    )
    return [_tool(name, living[name]) for name in names]


def _tool(name: str, secrets: int) -> Tool:
    deliveries = Delivery.objects.filter(source=name)
    failed, waiting, for_person = (_up_to(deliveries.filter(state=state)) for state in _TOLD_OF)
    last = deliveries.order_by("-received_at", "-id").values_list("received_at", flat=True).first()
    return Tool(
        name, SOURCES[name].label, secrets, last, failed, waiting, for_person, _up_to(unknown_accounts(name))
    )  # fmt: skip


def _up_to(rows: QuerySet[Delivery] | QuerySet[SourceAccount]) -> int:
    return rows.order_by()[: MOST_COUNTED + 1].count()


def deliveries(source: str, state: str = "") -> QuerySet[Delivery]:
    """Newest first, without what they said."""
    found = Delivery.objects.filter(source=source).defer("body", "headers")
    return found.filter(state=state) if state in Delivery.State.values else found


def secrets(source: str) -> list[tuple[SourceSecret, bool]]:
    """Newest first, each with whether it can be read with the keys of now. Ended ones of long ago are left out."""
    rows = SourceSecret.objects.filter(source=source).order_by("-created_at", "-id")[:6]
    return [(row, unseal(row.sealed) is not None) for row in rows]


def unknown_accounts(source: str = "", text: str = "") -> QuerySet[SourceAccount]:
    """Of whom nobody has said yet who they are; first those who have waited longest. `source`: of this one alone."""
    rows = SourceAccount.objects.filter(state=SourceAccount.State.UNKNOWN)
    if source:
        rows = rows.filter(source=source)
    if text:
        named = Q(login__icontains=text) | Q(name__icontains=text) | Q(email__icontains=text) | Q(user_id=text)
        rows = rows.filter(named)
    return rows.order_by("first_seen_at", "id")


def facts_of(delivery: Delivery) -> QuerySet[DeliveredFact]:
    """What it told first; what another one had told before stands with that one."""
    return delivery.told.order_by("id")
