"""Peer support: what other people say of a person, bounded so that no circle can make a badge.

w_ij = attention_i x repeat_ij x reciprocity_ij x relation_ij x findings_ij      (edges.py, pair_voices.py)
support_j = sum over epochs of the capped sums over teams of independence_ij x w_ij   (caps.py, independence.py)
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scoring.engine.caps import CapPlan
from scoring.engine.facts import NEVER, Bools, Floats, Ints
from scoring.engine.fingerprints import Prints
from scoring.engine.fixed import ONE, Pairs, add_up, distinct_pairs, found
from scoring.engine.independence import find_ties, kept_tenth
from scoring.engine.pair_voices import PairVoices
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.statements import StatementMeasure, manager_statements
from scoring.engine.support_query import SupportQuery, by_kind
from scoring.engine.support_reasons import SupportReasons
from scoring.engine.verdict import Discount, Evidence
from scoring.engine.voices import Chosen, Supports, choose

__all__ = ["StatementMeasure", "SupportMeasure", "SupportQuery", "manager_statements", "peer_support"]


@dataclass(frozen=True)
class SupportMeasure:
    """By person (ids, sorted; everybody absent measures 0).

    `support`: see the module. `teams`: distinct teams of givers (unknown is one) whose part is at least
    `team_part`, at most as many as there are voices. `voices`: people who count in full, tied ones once.
    `next_check_at`: when the next gift that is held back counts in full, NEVER where none is held.
    """

    person: Ints
    support: Floats
    teams: Ints
    voices: Ints
    next_check_at: Ints
    reasons: SupportReasons = field(repr=False)

    def spoken(self) -> Pairs:
        """Everybody with everybody whose gifts add to their support."""
        return self.reasons.spoken()

    def evidence(self, person: int) -> tuple[Evidence, ...]:
        return self.reasons.evidence(person)

    def discounts(self, person: int) -> tuple[Discount, ...]:
        return self.reasons.discounts(person)

    def prints(self, persons: Ints) -> Prints:
        return self.reasons.prints(persons)


def peer_support(standing: Standing, query: SupportQuery, persons: Ints | None = None) -> SupportMeasure:
    """Measure everybody with a standing gift that the query asks for, or those of them in `persons` (ids)."""
    policy = standing.policy
    voices = PairVoices.of(standing, query, persons)
    if not len(voices.asked):
        return _nothing(SupportReasons(standing, query, voices, np.empty(0, np.bool_), np.empty(0)))
    supports = voices.supports
    ties = find_ties(supports.receiver, supports.block, supports.giver, voices.graph.windows, policy)
    chosen = choose(supports, ties, standing.tree, policy)
    weight = np.where(chosen.in_full, supports.weight, kept_tenth(supports.weight, policy))

    people, n = voices.asked_receivers, len(voices.asked_receivers)
    owner = np.searchsorted(people, supports.receiver)
    plan = CapPlan.of(owner, supports.epoch, supports.team, n, standing.tree, policy)
    cells = plan.cell_values(weight)
    heard = _distinct_givers(supports, owner, n)
    for receiver, number in chosen.voices.items():
        heard[np.searchsorted(people, receiver)] = number
    return SupportMeasure(
        person=standing.persons[people],
        support=plan.totals(cells) / ONE,
        teams=np.minimum(_supporting_teams(plan, cells, people, chosen, policy), heard),
        voices=heard,
        next_check_at=_held_until(standing, voices),
        reasons=SupportReasons(standing, query, voices, chosen.in_full, plan.kept(cells, weight)),
    )


def _nothing(reasons: SupportReasons) -> SupportMeasure:
    """Of the many badges that nobody of the few who are judged was ever nominated for."""
    none: Ints = np.empty(0, np.int64)
    return SupportMeasure(none, np.empty(0), none, none, none, reasons)


def _held_until(standing: Standing, voices: PairVoices) -> Ints:
    """By asked receiver."""
    moments = np.full(len(voices.asked_receivers), NEVER)
    if not standing.factors.is_empty:
        gifts = voices.graph.gifts.take(voices.asked)
        receiver = voices.graph.pairs.receiver[voices.graph.pairs.row[voices.asked]]
        held = by_kind(gifts, standing.factors.held_until)
        np.minimum.at(moments, np.searchsorted(voices.asked_receivers, receiver), held)
    return moments


def _distinct_givers(supports: Supports, owner: Ints, n: int) -> Ints:
    # Supports are sorted by receiver and giver.
    is_first = np.append(True, (owner[1:] != owner[:-1]) | (supports.giver[1:] != supports.giver[:-1]))[: len(owner)]
    return np.bincount(owner[is_first], minlength=n).astype(np.int64)


def _supporting_teams(plan: CapPlan, cells: Ints, people: Ints, chosen: Chosen, policy: Policy) -> Ints:
    """Teams whose part over all epochs is large enough, for receivers with ties at the team's own best."""
    owner, team, index = distinct_pairs(plan.cell_owner, plan.cell_team)
    parts = add_up(index, cells, len(owner))
    if chosen.parts:
        tied = np.array(list(chosen.parts))
        width = 2 + int(max(team.max(), tied[:, 1].max()))  # UNKNOWN is -1
        keys = np.searchsorted(people, tied[:, 0]) * width + tied[:, 1]
        row, present = found(owner * width + team, keys)
        parts[row[present]] += np.array(list(chosen.parts.values()))[present]
    enough: Bools = parts >= int(policy.team_part * ONE)
    return np.bincount(owner[enough], minlength=len(people)).astype(np.int64)
