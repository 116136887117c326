"""Whose decisions one fact can change: only they are judged again (P11).

What each formula reads, and so whom a fact reaches, at any time (receivers of any time are named, not only
of the two years around: a few too many are judged, never one too few):

- A gift i -> j is support of j; it shares i's attention among i's receivers; it is read in repetition and
  reciprocity between i and j; and it can make or loosen a tie that has i or j at one of its two ends (a tie
  reads gifts among its two people and their common friends, each with one of the two at an end). Ties are
  read in the support of those that both give to, so: i, j, the receivers of i, the receivers of j.
- A verification v -> o is credit of o's contributors and care of v. How often two people verify each other
  is read in the credit of the two and in what the two gave, nowhere else: v and the contributors.
- An outcome, its root, its reversal: its contributors, and its verifiers (what they verified must hold).
- A person who turns out to be automated is taken out of every fact: everybody in one with them, and, as for
  a gift, the receivers of those who exchanged gifts with them.

A change of the tree of teams moves caps for everybody: judge all. So does a rule or a policy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from scoring.engine.facts import Facts, Ints

People = frozenset[int]


@dataclass(frozen=True)
class GiftChange:
    """A nomination or thanks was given, withdrawn, dated anew, or taken out."""

    giver: int
    receiver: int


@dataclass(frozen=True)
class VerificationChange:
    """A verification was given, withdrawn or taken out."""

    verifier: int
    outcome: int


@dataclass(frozen=True)
class OutcomeChange:
    """An outcome was reported, corrected or reversed. `before`: contributors who are no longer named."""

    outcome: int
    before: People = frozenset()


@dataclass(frozen=True)
class AutomatedChange:
    """A person was marked as automated, or no longer is."""

    person: int


@dataclass(frozen=True)
class OwnChange:
    """First day, last day, a badge held or a week of usage: read in the person's own decisions only."""

    person: int


Change = GiftChange | VerificationChange | OutcomeChange | AutomatedChange | OwnChange


class Neighbours(Protocol):
    """Who is connected by facts of any time, withdrawn ones included. Each answer is one query."""

    def receivers_of(self, givers: People) -> People:
        """Everybody to whom one of the givers ever gave."""

    def givers_to(self, receivers: People) -> People:
        """Everybody who ever gave to one of the receivers."""

    def contributors_of(self, outcomes: People) -> People:
        """Authors and co-authors."""

    def verifiers_of(self, outcomes: People) -> People:
        """Everybody who verified one of the outcomes."""

    def outcomes_around(self, person: int) -> People:
        """Outcomes that the person contributed to or verified."""


def affected(change: Change, neighbours: Neighbours) -> set[int]:
    """Ids of everybody whose decision the change can alter.

    `neighbours` may know the facts before or after the change: the changed fact itself is named by it.
    """
    match change:
        case GiftChange(giver, receiver):
            pair = frozenset((giver, receiver))
            return set(pair | neighbours.receivers_of(pair))
        case VerificationChange(verifier, outcome):
            return {verifier} | neighbours.contributors_of(frozenset((outcome,)))
        case OutcomeChange(outcome, before):
            one = frozenset((outcome,))
            return set(before | neighbours.contributors_of(one) | neighbours.verifiers_of(one))
        case AutomatedChange(person):
            return _around(person, neighbours)
        case OwnChange(person):
            return {person}


def _around(person: int, neighbours: Neighbours) -> set[int]:
    alone = frozenset((person,))
    exchange = alone | neighbours.receivers_of(alone) | neighbours.givers_to(alone)
    outcomes = neighbours.outcomes_around(person)
    work = neighbours.contributors_of(outcomes) | neighbours.verifiers_of(outcomes)
    return set(exchange | neighbours.receivers_of(exchange) | work)


@dataclass(frozen=True)
class FactsNeighbours:
    """Neighbours answered from facts in memory."""

    facts: Facts

    def receivers_of(self, givers: People) -> People:
        return _where(self.facts.gifts.receiver, self.facts.gifts.giver, givers)

    def givers_to(self, receivers: People) -> People:
        return _where(self.facts.gifts.giver, self.facts.gifts.receiver, receivers)

    def contributors_of(self, outcomes: People) -> People:
        return _where(self.facts.contributions.person, self.facts.contributions.outcome, outcomes)

    def verifiers_of(self, outcomes: People) -> People:
        return _where(self.facts.verifications.verifier, self.facts.verifications.outcome, outcomes)

    def outcomes_around(self, person: int) -> People:
        one = frozenset((person,))
        contributions, verifications = self.facts.contributions, self.facts.verifications
        own = _where(contributions.outcome, contributions.person, one)
        return own | _where(verifications.outcome, verifications.verifier, one)


def _where(answer: Ints, asked: Ints, among: Iterable[int]) -> People:
    return frozenset(answer[np.isin(asked, sorted(among))].tolist())
