"""Whom a finding's facts reach: whose decisions read them, and whether they still stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from recognition.models import Contribution, Nomination, Thanks, Verification
from scoring.engine.facts import DAY, Facts, GiftKind, Ints
from scoring.engine.findings import WEEKS_A_PERSON, About
from scoring.engine.policy import CURRENT
from scoring.facts.id_sets import among

Fact = tuple[int, int]  # About, id

WEEK = 7 * DAY


def people_reached(facts: Iterable[Fact]) -> set[int]:
    """Ids of everybody in whose decisions one of these facts is read. At most five statements."""
    ids: dict[int, set[int]] = {}
    for kind, number in facts:
        ids.setdefault(kind, set()).add(number)
    outcomes = set(ids.get(About.OUTCOME, ()))
    reached = set(ids.get(About.PERSON, ())) | {number // WEEKS_A_PERSON for number in ids.get(About.USAGE_WEEK, ())}
    if said := ids.get(About.NOMINATION):
        reached |= set(Nomination.objects.filter(pk__in=among(said)).order_by().values_list("nominee_id", flat=True))
    if thanks := ids.get(About.THANKS):
        reached |= set(Thanks.objects.filter(pk__in=among(thanks)).order_by().values_list("receiver_id", flat=True))
    if given := ids.get(About.VERIFICATION):
        rows = Verification.objects.filter(pk__in=among(given)).order_by()
        outcomes |= set(rows.values_list("outcome_id", flat=True))
    if outcomes:
        authors = Contribution.objects.filter(outcome_id__in=among(outcomes)).order_by()
        verifiers = Verification.objects.filter(outcome_id__in=among(outcomes)).order_by()
        reached |= set(authors.values_list("person_id", flat=True))
        reached |= set(verifiers.values_list("verifier_id", flat=True))
    return reached


@dataclass(frozen=True)
class Times:
    """When standing facts happened. Made once for a sweep."""

    by_kind: Mapping[int, tuple[Ints, Ints]]  # About -> (sorted ids, seconds)

    @classmethod
    def of(cls, facts: Facts) -> Times:
        """`facts` as `Standing.facts` holds them: what was withdrawn is not among them."""
        gifts = facts.gifts
        columns = {
            About.NOMINATION: (
                gifts.id[gifts.kind == GiftKind.NOMINATION],
                gifts.at[gifts.kind == GiftKind.NOMINATION],
            ),
            About.THANKS: (gifts.id[gifts.kind == GiftKind.THANKS], gifts.at[gifts.kind == GiftKind.THANKS]),
            About.OUTCOME: (facts.outcomes.id, facts.outcomes.at),
            About.VERIFICATION: (facts.verifications.id, facts.verifications.at),
        }
        return cls({int(kind): _sorted(*pair) for kind, pair in columns.items()})

    def at(self, fact: Fact) -> int | None:
        """Seconds, or None for a fact that no longer stands. Usage may be forgotten: its weeks stand by their number.

        People and thresholds have no time of their own and answer None as well.
        """
        kind, number = fact
        if kind == About.USAGE_WEEK:
            return CURRENT.anchor + (number % WEEKS_A_PERSON) * WEEK
        ids, at = self.by_kind.get(kind, (_NOTHING, _NOTHING))
        place = int(np.searchsorted(ids, number))
        return int(at[place]) if place < len(ids) and ids[place] == number else None


_NOTHING: Ints = np.empty(0, np.int64)


def _sorted(ids: Ints, at: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(ids, kind="stable")
    return ids[order], at[order]
