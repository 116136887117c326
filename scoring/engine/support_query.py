"""What a rule counts as peer support."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.engine.facts import THANKS_KINDS, Bools, Floats, GiftKind, Gifts, Ints, Relation
from scoring.engine.findings import About, Factors
from scoring.engine.fixed import is_pair, listed
from scoring.engine.policy import Policy

ALL_THANKS = frozenset(range(len(THANKS_KINDS)))


@dataclass(frozen=True)
class SupportQuery:
    """What a rule counts as support for `badge` (id): nominations for it, thanks of some kinds, or both.

    `exclude`: receiver -> givers whose word is not read, because they act as verifiers in this decision.
    `findings`: (GiftKind, gift id) -> factor in [0, 1], supposed beside the stored findings.
    """

    badge: int
    sources: frozenset[str] = frozenset({"nominations"})
    thanks_kinds: frozenset[int] = ALL_THANKS
    since_epoch: int | None = None
    exclude: Mapping[int, frozenset[int]] = field(default_factory=dict)
    findings: Mapping[tuple[int, int], float] = field(default_factory=dict)

    def asks_for(self, gifts: Gifts, policy: Policy) -> Bools:
        """Gifts of the kinds and the time that the query counts."""
        wanted = np.zeros(len(gifts), np.bool_)
        if "nominations" in self.sources:
            wanted |= (gifts.kind == GiftKind.NOMINATION) & (gifts.badge == self.badge)
        if "thanks" in self.sources:
            wanted |= (gifts.kind == GiftKind.THANKS) & np.isin(gifts.label, sorted(self.thanks_kinds))
        if self.since_epoch is not None:
            wanted &= gifts.at >= policy.epoch_start(self.since_epoch)
        return wanted

    def leaves_out(self, gifts: Gifts) -> Bools:
        """Gifts of givers who act as verifiers."""
        return is_pair((gifts.receiver, gifts.giver), listed(self.exclude))


def relation_factors(gifts: Gifts, policy: Policy, rows: Ints) -> Floats:
    """Of these rows: other team, same team (two unknown teams are one), to the own manager, to the own report."""
    relation = gifts.relation[rows]
    by_team = np.where(gifts.giver_team[rows] == gifts.receiver_team[rows], policy.same_team, policy.other_team)
    by_team[relation == Relation.TO_MANAGER] = policy.to_manager
    by_team[relation == Relation.TO_REPORT] = policy.to_report
    return by_team


def finding_factors(gifts: Gifts, query: SupportQuery, stored: Factors, policy: Policy) -> Floats:
    """1 where nothing was found. What the query supposes never goes below the floor."""
    factors = by_kind(gifts, stored.of) if not stored.is_empty else np.ones(len(gifts))
    if query.findings:
        known = [query.findings.get(key, 1.0) for key in zip(gifts.kind.tolist(), gifts.id.tolist(), strict=True)]
        factors = np.minimum(factors, np.clip(np.array(known, dtype=np.float64), policy.findings_floor, 1.0))
    return factors


V = TypeVar("V", np.float64, np.int64, np.str_)


def by_kind(gifts: Gifts, ask: Callable[[About, Ints], NDArray[V]]) -> NDArray[V]:
    """Ask about the nominations and about the thanks: one answer a gift."""
    is_thanks = gifts.kind == GiftKind.THANKS
    return np.where(is_thanks, ask(About.THANKS, gifts.id), ask(About.NOMINATION, gifts.id))
