"""All that was told of a few keys, and what stands of it already: read with one statement a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from recognition.deliveries.recording import accounts_in
from recognition.deliveries.roots import in_families
from recognition.models import DeliveredFact, Outcome, Reversal, SourceAccount

Kind = DeliveredFact.Kind
# What may end, be opened again and end again: each end is an outcome of its own, told apart by its time.
RECURRING = (Outcome.Kind.TICKET_CLOSED, Outcome.Kind.INCIDENT_RESOLVED, Outcome.Kind.CASE_SOLVED)


def row_key(key: str, kind: str, at: datetime) -> str:
    """Under which an outcome is stored."""
    return f"{key}@{at:%Y%m%dT%H%M%SZ}" if kind in RECURRING else key


class Told:
    """`facts` by their key and in the order of time; `outcomes` by their keys, to which settling adds the new ones.

    `families`: those of the keys that took something back or were taken back.
    """

    def __init__(self, source: str, keys: Collection[str]) -> None:
        self.source = source
        found = DeliveredFact.objects.filter(source=source, outcome_key__in=keys)
        every = sorted(found, key=lambda fact: (fact.at, fact.digest))
        self.facts: dict[str, list[DeliveredFact]] = defaultdict(list)
        for fact in every:
            self.facts[fact.outcome_key].append(fact)
        self._before = {fact.pk: fact.state for fact in every}
        ids = {account for fact in every for account in accounts_in(fact)}
        self.accounts = SourceAccount.objects.select_related("person").in_bulk(ids)
        self.outcomes = self._outcomes(every)
        self.reversals = self._reversals(every)
        self.families = in_families(source, keys)

    def _outcomes(self, facts: list[DeliveredFact]) -> dict[str, Outcome]:
        keys = {
            row_key(fact.outcome_key, fact.content["kind"], fact.at) for fact in facts if fact.kind == Kind.OUTCOME
        } | {fact.by_outcome_key for fact in facts if fact.by_outcome_key}
        return {row.key: row for row in Outcome.objects.filter(source=self.source, key__in=keys)}

    def _reversals(self, facts: list[DeliveredFact]) -> dict[int, Reversal]:
        """By the id of the outcome that did not hold."""
        if all(fact.kind != Kind.REVERSAL for fact in facts):
            return {}
        known = Reversal.objects.filter(outcome__in=self.outcomes.values())
        return {reversal.outcome_id: reversal for reversal in known}

    def keep_states(self) -> None:
        """Write down what became of the facts, where that is new."""
        changed: dict[str, list[int]] = defaultdict(list)
        for facts in self.facts.values():
            for fact in facts:
                if self._before[fact.pk] != fact.state:
                    changed[fact.state].append(fact.pk)
        for state, ids in changed.items():
            DeliveredFact.objects.filter(pk__in=ids).update(state=state)
