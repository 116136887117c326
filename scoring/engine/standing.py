"""The facts that stand at a moment, and what all measures share of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from scoring.engine.caps import TeamTree
from scoring.engine.edges import CarefulGraph, GiftGraph
from scoring.engine.facts import Bools, Contributions, Facts, GiftKind, Gifts, Ints, Outcomes, Verifications
from scoring.engine.findings import Factors, factors
from scoring.engine.fixed import ByPerson, add_up, by_person, distinct
from scoring.engine.pairs import VerifiedPairs
from scoring.engine.policy import Policy
from scoring.engine.work_items import work_units

Made = TypeVar("Made")


@dataclass(frozen=True)
class Standing:
    """Facts dated up to `at`, without what was withdrawn; measures and their graphs are made from it once.

    `gifts` holds only gifts between two different people (not from or to an automated account); the rest is
    kept in `withdrawn` and `silent` so that an explanation can speak of it.
    """

    policy: Policy
    at: int
    known_until: int
    facts: Facts  # dated up to `at`, nothing withdrawn, outcomes with their reversals
    gifts: Gifts
    withdrawn: Gifts
    silent: Gifts  # to oneself, from or to an automated account
    _made: dict[Callable[[Standing], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[Standing], Made]) -> Made:
        """What `make` says of these facts, made once for all who ask."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    @property
    def outcomes(self) -> Outcomes:
        return self.facts.outcomes

    @property
    def contributions(self) -> Contributions:
        return self.facts.contributions

    @property
    def verifications(self) -> Verifications:
        return self.facts.verifications

    @cached_property
    def persons(self) -> Ints:
        """Ids of everybody whom a fact speaks of, sorted; positions in it are the dense person numbers."""
        facts = self.facts
        every = (
            facts.people.id,
            facts.gifts.giver,
            facts.gifts.receiver,
            facts.contributions.person,
            facts.verifications.verifier,
        )
        return distinct(np.concatenate(every))

    def dense(self, person_ids: Ints) -> Ints:
        return np.searchsorted(self.persons, person_ids)

    @cached_property
    def withdrawn_by_receiver(self) -> ByPerson:
        return by_person(self.withdrawn.receiver)

    @cached_property
    def silent_by_receiver(self) -> ByPerson:
        return by_person(self.silent.receiver)

    @cached_property
    def automated(self) -> Ints:
        return np.unique(self.facts.people.id[self.facts.people.automated])

    def is_human(self, person_ids: Ints) -> Bools:
        return ~np.isin(person_ids, self.automated)

    @cached_property
    def tree(self) -> TeamTree:
        return TeamTree(self.facts.teams)

    @cached_property
    def nomination_graph(self) -> GiftGraph:
        return GiftGraph.of(self.gifts.take(self.gifts.kind == GiftKind.NOMINATION), self.persons, self.policy)

    @cached_property
    def full_graph(self) -> GiftGraph:
        """Nominations and thanks."""
        if not (self.gifts.kind == GiftKind.THANKS).any():
            return self.nomination_graph
        return GiftGraph.of(self.gifts, self.persons, self.policy)

    def graph(self, sources: frozenset[str]) -> GiftGraph:
        """The graph of giving that attention, repetition, reciprocity and ties are read from: all
        nominations of any badge, with all thanks beside them where a rule counts thanks."""
        return self.full_graph if "thanks" in sources else self.nomination_graph

    @cached_property
    def verified_pairs(self) -> VerifiedPairs:
        return VerifiedPairs.of(self.facts, self.persons, self.is_human(self.persons), self.policy)

    @cached_property
    def careful_graph(self) -> CarefulGraph:
        """Who verified whose work."""
        return CarefulGraph.of(self.verified_pairs)

    @cached_property
    def outcome_of(self) -> Ints:
        """By contribution: row of `outcomes`."""
        order = np.argsort(self.outcomes.id, kind="stable")
        return order[np.searchsorted(self.outcomes.id[order], self.contributions.outcome)]

    @cached_property
    def by_human(self) -> Bools:
        """By contribution."""
        return self.is_human(self.contributions.person)

    @cached_property
    def sharing(self) -> Ints:
        """By outcome row: how many people contributed."""
        return add_up(self.outcome_of, self.by_human.astype(np.int64), len(self.outcomes))

    @cached_property
    def pair_factors(self) -> Ints:
        """By row of `verified_pairs`, fixed point."""
        return self.verified_pairs.factors(self.policy, self.outcomes.at)

    @cached_property
    def work_units(self) -> Ints:
        """By outcome row: equal for outcomes that are one work item of the same author."""
        return work_units(self.outcomes, self.policy)

    @cached_property
    def factors(self) -> Factors:
        """What findings leave of the facts' weights."""
        return factors(self.facts.findings, self.policy, at=self.at)

    @cached_property
    def is_reversed(self) -> Bools:
        """By outcome row."""
        return self.outcomes.reversed_at <= self.known_until


def stand(facts: Facts, policy: Policy, *, at: int, known_until: int | None = None) -> Standing:
    """Drop facts dated after `at` (seconds UTC) and those withdrawn by `known_until` (default: `at`).

    With a later `known_until` a past moment is judged again with what has become known of its facts:
    withdrawals and reversals that happened since count, new facts do not.
    """
    known = at if known_until is None else known_until
    gifts = facts.gifts.take(facts.gifts.at <= at)
    is_withdrawn = gifts.withdrawn_at <= known
    outcomes = facts.outcomes.take(facts.outcomes.at <= at)
    verifications = facts.verifications
    verifications = verifications.take(
        (verifications.at <= at) & (verifications.withdrawn_at > known) & np.isin(verifications.outcome, outcomes.id)
    )
    contributions = facts.contributions.take(np.isin(facts.contributions.outcome, outcomes.id))
    kept = gifts.take(~is_withdrawn)
    automated = facts.people.id[facts.people.automated]
    speaks = (kept.giver != kept.receiver) & ~np.isin(kept.giver, automated) & ~np.isin(kept.receiver, automated)
    standing_facts = replace(
        facts,
        gifts=kept,
        outcomes=outcomes,
        contributions=contributions,
        verifications=verifications,
        held=facts.held.take(facts.held.given_at <= at),
        findings=facts.findings.take(facts.findings.at <= known),
    )
    return Standing(
        policy=policy,
        at=at,
        known_until=known,
        facts=standing_facts,
        gifts=kept.take(speaks),
        withdrawn=gifts.take(is_withdrawn),
        silent=kept.take(~speaks),
    )
