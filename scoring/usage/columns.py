"""What is kept of usage, as the judge's columns.

Judging reads on how many days of each week somebody was active, and nothing else. Amounts and rhythms are read by
detectors only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from typing import Any

import numpy as np
from django.db.models import Case, Expression, F, Max, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from scoring.engine.facts import UNKNOWN, Floats, Ints, UsageDays, UsageWeeks
from scoring.facts.id_sets import IdSlot, among
from scoring.facts.prepared import fetch
from scoring.facts.sql_columns import seconds
from scoring.models import UsageDay, UsageSketch, UsageWeek
from scoring.usage import rhythm
from scoring.usage.batch_jobs import by_a_machine, machine_weeks

AT_ONCE = 100_000
UNKNOWN_AS_BIGINT = Value(UNKNOWN)
PERSONS = IdSlot("persons")


def tool_number(tool: str) -> int:
    """The same number for the same tool in every load and on every machine; 63 bits."""
    return int.from_bytes(blake2b(tool.encode(), digest_size=8).digest(), "big") >> 1


def load_usage_weeks(persons: Iterable[int] | None = None, *, known_until: datetime | None = None) -> UsageWeeks:
    """Active days of each week, without the rhythm (nothing is known of it: 0 and NaN). One statement.

    `known_until` leaves out what was recorded later: a week whose second active day was not known then has one.
    """
    person, week, active = _active(persons, known_until)
    nothing: Floats = np.full(len(person), np.nan)
    return UsageWeeks(person, week, active, np.zeros_like(person), nothing, nothing, nothing)


def load_usage_sketches(persons: Iterable[int] | None = None) -> UsageWeeks:
    """The same weeks with the rhythm of their requests, for detectors; without tools that a declared job used in that
    week. Three statements."""
    wanted = None if persons is None else set(persons)
    person, week, active = _active(wanted, None)
    sums = _sketches(wanted)
    rows: list[tuple[Any, ...]] = []
    for key in zip(person.tolist(), week.tolist(), strict=True):
        of = sums.get(key)
        rows.append((0, *[np.nan] * 3) if of is None else of.figures())
    requests, burst, entropy, duplicates = zip(*rows, strict=True) if rows else ((),) * 4
    return UsageWeeks(
        person, week, active, np.array(requests, np.int64), np.array(burst, np.float64),
        np.array(entropy, np.float64), np.array(duplicates, np.float64),
    )  # fmt: skip


def load_usage_days(persons: Iterable[int] | None = None) -> UsageDays:
    """Amounts by person, tool and day, for detectors. One statement, read in pieces.

    Where several sources or accounts tell of the same day, the greatest number counts: they see the same usage.
    What a declared batch job used is left out.
    """
    known = _of(UsageDay.objects.exclude(account__person=None).exclude(by_a_machine()), persons)
    rows = known.order_by().values_list("account__person_id", "tool", seconds("day")).annotate(
        Max("requests"), Max("input_tokens"), Max("output_tokens"),
        active_seconds=Coalesce(Max("user_milliseconds") / 1000, UNKNOWN_AS_BIGINT),
    )  # fmt: skip
    numbers: dict[str, int] = {}
    pieces: list[Ints] = []
    piece: list[tuple[int, ...]] = []
    for person, tool, *rest in rows.iterator(chunk_size=AT_ONCE):
        number = numbers.get(tool)
        if number is None:
            number = numbers[tool] = tool_number(tool)
        piece.append((person, number, *rest))
        if len(piece) == AT_ONCE:
            pieces.append(np.array(piece, np.int64).T)
            piece = []
    if piece:
        pieces.append(np.array(piece, np.int64).T)
    return UsageDays(*np.hstack(pieces)) if pieces else UsageDays()


def _of(rows: QuerySet[Any], persons: Iterable[int] | IdSlot | None) -> QuerySet[Any]:
    return rows if persons is None else rows.filter(account__person_id__in=among(persons))


def _active(persons: Iterable[int] | None, known_until: datetime | None) -> tuple[Ints, Ints, Ints]:
    """Person, week, days of activity; accounts of one person put together."""
    ids = {} if persons is None else {PERSONS: persons}
    found = fetch(_weeks, None if persons is None else PERSONS, ids, known_until)
    if not found:
        empty: Ints = np.empty(0, np.int64)
        return empty, empty, empty
    person, week, count, masks = np.array(found, np.int64).T
    order = np.lexsort((week, person))
    person, week, count, masks = person[order], week[order], count[order], masks[order]
    first = np.flatnonzero(np.r_[True, (np.diff(person) != 0) | (np.diff(week) != 0)])
    together = np.bitwise_count(np.bitwise_or.reduceat(masks, first)).astype(np.int64)
    return person[first], week[first], np.maximum(together, np.maximum.reduceat(count, first))


def _weeks(persons: IdSlot | None, known_until: datetime | None) -> QuerySet[Any, Any]:
    rows = _of(UsageWeek.objects.exclude(account__person=None), persons).order_by()
    mask: Expression = Coalesce("day_mask", 0)
    if known_until is None:
        return rows.values_list("account__person_id", "week", "active_days", mask)
    # Else only one of the days of that week was known then, and which one is not kept.
    known = Q(two_days_at__isnull=True) | Q(two_days_at__lte=known_until)
    days_known = Case(When(known, then=F("active_days")), default=1)
    mask = Case(When(known, then=mask), default=0)
    rows = rows.filter(recorded_at__lte=known_until)
    return rows.values_list("account__person_id", "week", days_known, mask)


class _Sums:
    """The sketches of one person's week, over tools and accounts."""

    def __init__(self) -> None:
        self.requests = self.gaps = self.keyed = self.most = 0
        self.gap_sum = self.gap_squares = 0.0
        self.histogram: Ints = np.zeros(rhythm.BINS, np.int64)

    def add(self, requests: int, total: float, squares: float, bins: str, keyed: int, keys: str) -> None:
        self.requests += requests
        self.gaps += max(0, requests - 1)
        self.gap_sum += total
        self.gap_squares += squares
        if bins:
            self.histogram += np.array(bins.split(), np.int64)
        self.keyed += keyed
        self.most = max([self.most, *rhythm.keys_from_text(keys).values()])

    def figures(self) -> tuple[int, float, float, float]:
        share = self.most / self.keyed if self.keyed else float("nan")
        return (
            self.requests,
            rhythm.burstiness(self.gaps, self.gap_sum, self.gap_squares),
            rhythm.entropy(self.histogram),
            share,
        )


def _sketches(persons: set[int] | None) -> dict[tuple[int, int], _Sums]:
    found: dict[tuple[int, int], _Sums] = {}
    by_machine = machine_weeks(persons)
    rows = _of(UsageSketch.objects.exclude(account__person=None), persons).order_by("account_id", "tool", "week")
    for person, week, tool, *of in rows.values_list(
        "account__person_id", "week", "tool", "requests", "gap_sum", "gap_squares", "histogram",
        "keyed_requests", "key_counts",
    ).iterator(chunk_size=10_000):  # fmt: skip
        if (person, tool, week) not in by_machine:
            found.setdefault((person, week), _Sums()).add(*of)
    return found
