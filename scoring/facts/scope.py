"""Which rows a judgement reads.

For a person j the formulas of `scoring.engine` read (support.py, outcomes.py, verifications.py):

- who gave to j, and everything that these givers and j gave and received at any time: attention, repetition,
  reciprocity and the ties among givers, common friends included, all hang on edges that end at a giver or at j;
- j's outcomes with all contributors and verifications, and the outcomes that j verified with theirs: how
  often two people confirm each other's work is counted between j and j's verifiers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from recognition.models import Award, Contribution, Nomination, Person, Thanks, Verification
from scoring.engine.facts import Ints
from scoring.facts.id_sets import IdSlot, among
from scoring.facts.prepared import fetch, fetch_columns

Row = TypeVar("Row", bound=Model)

PERSONS = IdSlot("persons")
CIRCLE = IdSlot("circle")  # the persons and everybody who ever gave to one of them
MENTIONED = IdSlot("mentioned")  # everybody who stands in a loaded row


@dataclass(frozen=True)
class Scope:
    """All rows, or those that judging some persons reads. The ids come later: a queryset is compiled once."""

    everybody: bool

    def gifts(
        self, rows: QuerySet[Row], giver: str, receiver: str, columns: Callable[[QuerySet[Row]], QuerySet[Any, Any]]
    ) -> QuerySet[Any, Any]:
        """Gifts that begin or end in the circle. A union: with OR neither database uses both indexes."""
        rows = rows.order_by()  # the judge takes rows in any order; sorting would only cost
        if self.everybody:
            return columns(rows)
        given = columns(rows.filter(**{f"{giver}__in": among(CIRCLE)}))
        return given.union(columns(rows.filter(**{f"{receiver}__in": among(CIRCLE)})))

    def about_outcomes(self, rows: QuerySet[Row], outcome: str) -> QuerySet[Row]:
        """Rows of outcomes that the persons contributed to or verified."""
        rows = rows.order_by()
        if self.everybody:
            return rows
        own = Contribution.objects.filter(person_id__in=among(PERSONS)).values("outcome_id")
        verified = Verification.objects.order_by().filter(verifier_id__in=among(PERSONS)).values("outcome_id")
        return rows.filter(**{f"{outcome}__in": own.union(verified)})

    def verifications(
        self, rows: QuerySet[Verification], columns: Callable[[QuerySet[Verification]], QuerySet[Any, Any]]
    ) -> QuerySet[Any, Any]:
        """Verifications of the persons' outcomes, and those that the persons gave."""
        rows = rows.order_by()
        if self.everybody:
            return columns(rows)
        own = Contribution.objects.filter(person_id__in=among(PERSONS)).values("outcome_id")
        received = columns(rows.filter(outcome_id__in=own))
        return received.union(columns(rows.filter(verifier_id__in=among(PERSONS))))

    def people(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        """The persons and everybody who stands in a loaded row."""
        rows = rows.order_by()
        return rows if self.everybody else rows.filter(id__in=among(MENTIONED))

    def held(self, rows: QuerySet[Award]) -> QuerySet[Award]:
        rows = rows.order_by()
        return rows if self.everybody else rows.filter(person_id__in=among(PERSONS))


EVERYBODY, SOME = Scope(everybody=True), Scope(everybody=False)


@dataclass(frozen=True)
class Extent:
    """A scope with the ids of its slots."""

    scope: Scope
    ids: Mapping[IdSlot, Iterable[int]]

    def rows(
        self, query: Callable[[Scope, datetime | None], QuerySet[Any, Any]], known_until: datetime | None = None
    ) -> list[tuple[Any, ...]]:
        return fetch(query, self.scope, self.ids, known_until)

    def columns(
        self,
        query: Callable[[Scope, datetime | None], QuerySet[Any, Any]],
        width: int,
        known_until: datetime | None = None,
    ) -> Ints:
        """Rows of integers as an array of shape (width, rows)."""
        return fetch_columns(query, self.scope, self.ids, known_until, width=width, many=self.scope.everybody)

    def with_mentioned(self, persons: Iterable[int]) -> Extent:
        return Extent(self.scope, {**self.ids, MENTIONED: {*self.ids.get(CIRCLE, ()), *persons}})


def everybody() -> Extent:
    return Extent(EVERYBODY, {})


def surroundings(persons: set[int]) -> Extent:
    """One statement: who ever gave to one of the persons."""
    givers = {giver for (giver,) in fetch(_givers, SOME, {PERSONS: persons})}
    return Extent(SOME, {PERSONS: persons, CIRCLE: persons | givers})


def _givers(_scope: Scope, _known_until: datetime | None) -> QuerySet[Any, Any]:
    nominators = Nomination.objects.filter(nominee_id__in=among(PERSONS)).order_by().values_list("nominator_id")
    return nominators.union(Thanks.objects.filter(receiver_id__in=among(PERSONS)).order_by().values_list("giver_id"))
