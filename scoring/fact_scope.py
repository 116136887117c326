"""Which rows a judgement reads.

For a person j the formulas of `scoring.engine` read (support.py, outcomes.py, verifications.py):

- who gave to j, and everything that these givers and j gave and received at any time: attention, repetition,
  reciprocity and the ties among givers, common friends included, all hang on edges that end at a giver or at j;
- j's outcomes with all contributors and verifications, and the outcomes that j verified with theirs: how
  often two people confirm each other's work is counted between j and j's verifiers only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from django.db.models import Model, QuerySet

from recognition.models import Award, Contribution, Nomination, Person, Thanks, Verification
from scoring.engine.facts import Ints
from scoring.id_sets import among

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Scope:
    """All rows (`persons` is None), or those that judging `persons` reads."""

    persons: frozenset[int] | None = None
    circle: frozenset[int] = frozenset()  # the persons and everybody who ever gave to one of them

    def gifts(
        self, rows: QuerySet[Row], giver: str, receiver: str, columns: Callable[[QuerySet[Row]], QuerySet[Any, Any]]
    ) -> QuerySet[Any, Any]:
        """Gifts that begin or end in the circle. A union: with OR neither database uses both indexes."""
        rows = rows.order_by()  # the judge takes rows in any order; sorting would only cost
        if self.persons is None:
            return columns(rows)
        given = columns(rows.filter(**{f"{giver}__in": among(self.circle)}))
        return given.union(columns(rows.filter(**{f"{receiver}__in": among(self.circle)})))

    def about_outcomes(self, rows: QuerySet[Row], outcome: str) -> QuerySet[Row]:
        """Rows of outcomes that the persons contributed to or verified."""
        rows = rows.order_by()
        if self.persons is None:
            return rows
        own = Contribution.objects.filter(person_id__in=among(self.persons)).values("outcome_id")
        verified = Verification.objects.order_by().filter(verifier_id__in=among(self.persons)).values("outcome_id")
        return rows.filter(**{f"{outcome}__in": own.union(verified)})

    def verifications(
        self, rows: QuerySet[Verification], columns: Callable[[QuerySet[Verification]], QuerySet[Any, Any]]
    ) -> QuerySet[Any, Any]:
        """Verifications of the persons' outcomes, and those that the persons gave."""
        rows = rows.order_by()
        if self.persons is None:
            return columns(rows)
        own = Contribution.objects.filter(person_id__in=among(self.persons)).values("outcome_id")
        received = columns(rows.filter(outcome_id__in=own))
        return received.union(columns(rows.filter(verifier_id__in=among(self.persons))))

    def people(self, rows: QuerySet[Person], mentioned: list[Ints]) -> QuerySet[Person]:
        """The persons and everybody who stands in a loaded row."""
        rows = rows.order_by()
        if self.persons is None:
            return rows
        ids = np.unique(np.concatenate([np.array(sorted(self.circle), np.int64), *mentioned]))
        return rows.filter(id__in=among(ids.tolist()))

    def held(self, rows: QuerySet[Award]) -> QuerySet[Award]:
        rows = rows.order_by()
        return rows if self.persons is None else rows.filter(person_id__in=among(self.persons))


def everybody() -> Scope:
    return Scope()


def surroundings(persons: set[int]) -> Scope:
    """One statement: who ever gave to one of the persons."""
    nominators = Nomination.objects.filter(nominee_id__in=among(persons)).order_by().values_list("nominator_id")
    givers = Thanks.objects.filter(receiver_id__in=among(persons)).order_by().values_list("giver_id")
    found = {giver for (giver,) in nominators.union(givers)}
    return Scope(persons=frozenset(persons), circle=frozenset(persons | found))
