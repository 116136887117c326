"""Who is connected by the facts that have arrived so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from scoring.engine.affected import AutomatedChange, Change, GiftChange, OutcomeChange, People, VerificationChange
from scoring.engine.facts import Facts


@dataclass
class Arrived:
    """Who is connected by what has arrived; grows with each fact (engine.affected.Neighbours)."""

    facts: Facts
    given: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    received: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    contributors: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    verifiers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    around: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def receivers_of(self, givers: People) -> People:
        return _union(self.given, givers)

    def givers_to(self, receivers: People) -> People:
        return _union(self.received, receivers)

    def contributors_of(self, outcomes: People) -> People:
        return _union(self.contributors, outcomes)

    def verifiers_of(self, outcomes: People) -> People:
        return _union(self.verifiers, outcomes)

    def outcomes_around(self, person: int) -> People:
        return frozenset(self.around[person])

    def learn(self, kind: str, row: int) -> Change:
        """What happened, told to those who ask."""
        gifts, verifications = self.facts.gifts, self.facts.verifications
        if kind in ("gifts", "withdrawals"):
            giver, receiver = int(gifts.giver[row]), int(gifts.receiver[row])
            if kind == "gifts":
                self.given[giver].add(receiver)
                self.received[receiver].add(giver)
            return GiftChange(giver, receiver)
        if kind == "verifications":
            verifier, outcome = int(verifications.verifier[row]), int(verifications.outcome[row])
            self.verifiers[outcome].add(verifier)
            self.around[verifier].add(outcome)
            return VerificationChange(verifier, outcome)
        if kind == "machines":
            return AutomatedChange(int(self.facts.people.id[row]))
        outcome = int(self.facts.outcomes.id[row])
        if kind == "outcomes":
            contributions = self.facts.contributions  # sorted by outcome
            first, end = (int(np.searchsorted(contributions.outcome, outcome, side=s)) for s in ("left", "right"))
            for person in contributions.person[first:end].tolist():
                self.contributors[outcome].add(person)
                self.around[person].add(outcome)
        return OutcomeChange(outcome)


def _union(by_one: dict[int, set[int]], some: Iterable[int]) -> People:
    return frozenset().union(*(by_one.get(one, ()) for one in some))
