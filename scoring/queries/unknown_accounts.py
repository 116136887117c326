"""Accounts that tools name and nobody in the directory is known by: of the tools that deliver work, and of usage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from recognition.deliveries.registry import SOURCES
from recognition.models import Person, SourceAccount
from recognition.queries import deliveries
from recognition.queries.alike import Clue, alike
from scoring.models import UsageAccount
from scoring.queries import sources as usage

USAGE = "usage"
MOST_COUNTED = deliveries.MOST_COUNTED
Account = SourceAccount | UsageAccount


@dataclass
class Unknown:
    """One account in the inbox. `id` names it among those of both kinds, such as “source-12”."""

    account: Account
    id: str
    of: str
    name: str
    more: list[str]
    first_seen_at: datetime
    clue: Clue
    suggested: list[Person] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """What the list can be narrowed to; numbers end at MOST_COUNTED + 1."""

    of: str
    words: str
    number: int


class Inbox:
    """Those of the tools that deliver, by how long they wait, then those of usage: as one list for a Paginator."""

    def __init__(self, of: str = "", text: str = "") -> None:
        """`of`: a source, USAGE or nothing for all."""
        parts: list[QuerySet[Any]] = []
        if of != USAGE:
            parts.append(deliveries.unknown_accounts(of, text))
        if of in ("", USAGE):
            parts.append(usage.unknown_accounts(text))
        self.parts = parts
        self.numbers = [part.count() for part in parts]

    def __len__(self) -> int:
        return sum(self.numbers)

    def __getitem__(self, piece: slice) -> list[Unknown]:
        """Whom each may mean stands with it. A statement for each kind and one for the people."""
        start, stop, found = piece.start or 0, len(self) if piece.stop is None else piece.stop, []
        for part, number in zip(self.parts, self.numbers, strict=True):
            if start < number and stop > 0:
                found += [_shown(account) for account in part[max(start, 0) : min(stop, number)]]
            start, stop = start - number, stop - number
        return suggest(found)


def suggest(rows: list[Unknown]) -> list[Unknown]:
    """The same rows, with whom each may mean. One statement, and none where there are no rows."""
    for row, people in zip(rows, alike([row.clue for row in rows]), strict=True):
        row.suggested = people
    return rows


def choices() -> list[Choice]:
    """The sources that have some, and usage if it has. A bounded statement for each."""
    counted = [Choice(name, str(source.label), _up_to(deliveries.unknown_accounts(name)))
               for name, source in SOURCES.items()]  # fmt: skip
    counted.append(Choice(USAGE, _("Usage of tools"), _up_to(usage.unknown_accounts())))
    return [choice for choice in counted if choice.number]


def named(ids: Collection[str]) -> list[Unknown]:
    """Those of these ids that are still unknown, in the order in which they are locked."""
    numbers: dict[str, list[int]] = {"source": [], USAGE: []}
    for one in ids:
        kind, _dash, number = one.partition("-")
        numbers[kind].append(int(number))
    sources = SourceAccount.objects.filter(pk__in=numbers["source"], state=SourceAccount.State.UNKNOWN)
    names = UsageAccount.objects.filter(pk__in=numbers[USAGE], person=None)
    accounts: list[Account] = [*sources.order_by("source", "id"), *names.order_by("id")]
    return [_shown(account) for account in accounts]


def _shown(account: Account) -> Unknown:
    if isinstance(account, UsageAccount):
        is_email = account.scheme == "email"
        clue = Clue(email=account.value) if is_email else Clue(login=account.value)
        more = [_("Usage of tools"), account.scheme]
        return Unknown(account, f"{USAGE}-{account.pk}", USAGE, account.value, more, account.first_seen_at, clue)
    clue = Clue(account.name, account.login, account.email)
    label = str(SOURCES[account.source].label) if account.source in SOURCES else account.source
    more = [label, *(text for text in (account.name, account.email) if text and text != str(account))]
    return Unknown(
        account, f"source-{account.pk}", account.source, str(account), more, account.first_seen_at, clue
    )  # fmt: skip


def _up_to(rows: QuerySet[Any]) -> int:
    return rows.order_by()[: MOST_COUNTED + 1].count()
