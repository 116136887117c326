"""Who verified whose work, how often and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.facts import Bools, Facts, Ints
from scoring.engine.fixed import ByPerson, Pairs, by_person, distinct_pairs, fixed, spread
from scoring.engine.policy import Policy


@dataclass(frozen=True)
class VerifiedPairs:
    """One row a (verification, contributor of its outcome); rows of the standing's columns by number.

    `independent`: a human verifier who did not contribute to the outcome. Only those are counted in
    `between`, and only between people (an automated author is nobody's pair).
    """

    verification: Ints  # row of standing.verifications
    contribution: Ints  # row of standing.contributions
    outcome: Ints  # row of standing.outcomes
    verifier: Ints  # dense
    author: Ints  # dense
    epoch: Ints  # of the verification
    independent: Bools
    counted: Bools  # independent, and the author is a person
    key: Ints  # sorted (verifier, author, epoch) of the independent rows
    n_people: int
    first_epoch: int
    n_epochs: int

    @classmethod
    def of(cls, facts: Facts, persons: Ints, human: Bools, policy: Policy) -> VerifiedPairs:
        """`persons`: sorted ids of everybody; `human` by place in it."""
        outcomes, contributions, verifications = facts.outcomes, facts.contributions, facts.verifications
        by_outcome = np.argsort(contributions.outcome, kind="stable")
        sorted_outcome = contributions.outcome[by_outcome]
        first = np.searchsorted(sorted_outcome, verifications.outcome)
        count = np.searchsorted(sorted_outcome, verifications.outcome, side="right") - first
        verification, place = spread(first, count)
        contribution = by_outcome[place]
        id_order = np.argsort(outcomes.id, kind="stable")
        outcome = id_order[np.searchsorted(outcomes.id[id_order], verifications.outcome[verification])]
        verifier = np.searchsorted(persons, verifications.verifier[verification])
        author = np.searchsorted(persons, contributions.person[contribution])
        epoch = policy.epochs_of(verifications.at[verification])
        own = np.unique(verification[verifier == author])
        independent = human[verifier] & ~np.isin(verification, own)
        counted = independent & human[author]
        first_epoch = int(epoch.min()) if len(epoch) else 0
        n_epochs = int(epoch.max()) - first_epoch + 1 if len(epoch) else 1
        n_people = len(persons)
        key = np.sort(((verifier * n_people + author) * n_epochs + epoch - first_epoch)[counted])
        return cls(
            verification, contribution, outcome, verifier, author, epoch, independent, counted, key, n_people,
            first_epoch, n_epochs,
        )  # fmt: skip

    @cached_property
    def by_verifier(self) -> ByPerson:
        """Rows by dense verifier."""
        return by_person(self.verifier)

    @cached_property
    def by_author(self) -> Pairs:
        """Authors with everybody who verified their work independently, each pair once; dense."""
        author, verifier, _ = distinct_pairs(self.author[self.independent], self.verifier[self.independent])
        return author, verifier

    def between(self, verifier: Ints, author: Ints, since: Ints, until: Ints) -> Ints:
        """Verifications verifier -> author given in the epochs since <= e < until."""
        # Asked in order: a million answers in a fraction of the time, since neighbours lie in the same cache lines.
        start = (verifier * self.n_people + author) * self.n_epochs
        low = start + np.clip(since - self.first_epoch, 0, self.n_epochs)
        high = start + np.clip(until - self.first_epoch, 0, self.n_epochs)
        order = np.argsort(start, kind="stable")
        number = np.empty_like(start)
        number[order] = np.searchsorted(self.key, high[order]) - np.searchsorted(self.key, low[order])
        return number

    def factors(self, policy: Policy, outcome_at: Ints) -> Ints:
        """By row, in fixed point: what a verification is worth after those of the trailing year between the two
        (see proofs.py); `outcome_at` by outcome row."""
        epoch = policy.epochs_of(outcome_at[self.outcome])
        since = epoch - policy.pair_epochs
        one_way = self.between(self.verifier, self.author, since, epoch)
        other_way = self.between(self.author, self.verifier, since, epoch)
        faded = 1.0 / (1.0 + np.log10(1.0 + one_way)) / (1.0 + np.log10(1.0 + other_way))
        return fixed(np.maximum(policy.pair_floor, faded))
