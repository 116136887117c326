"""Signs that make a (giver, receiver) of the last year worth a look: each 0 or more, more is more suspicious.

No sign alone says much (docs/benchmarks/detection.md); combined_score.py weighs them together.

    concentration   share of the giver's gifts x sqrt(gifts)
    return          gifts both ways, between two who did not exchange before the year
    cycle           1 / length of the shortest way back to the giver over strange pairs (at most seven people)
    thin            givers without a past who give to this receiver only
    surge           -log10 p of the team surge (N04) that the pair is in
    no_ground       how little the giver's other work has in common with the receiver's other work
    apart           the same, where the areas of both are known: 0 where one of them has no other work
    narrow          strange, from somebody who recognised few people before the year: strange / (1 + how many)
    habit           strange x the same of the giver's other pairs, on the mean
    often           gifts of a pair that did not exchange before the year
    sudden          others of the giver's team who first spoke for the receiver within four days of this one
    echo            other givers whose text for the same receiver is nearly the same

A pair is strange when neither gave to the other before the year, exp(-common friends / 2) of it when both had a
past, 0.3 of it when one of them had none. Work that the two verified for each other is left out of `no_ground`:
it may be just what the gift is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from scoring.engine.common_ground import CommonGround
from scoring.engine.facts import DAY, NEVER, UNKNOWN, Bools, Floats, Gifts, Ints
from scoring.engine.fixed import add_up, found
from scoring.engine.near_texts import near_pairs
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import Pairs, recent
from scoring.engine.standing import Standing
from scoring.engine.surges import surges

UNKNOWN_STRANGE = 0.3  # between two of whom one has no past
LONGEST_WAY = 6
SUDDEN = 4 * DAY


@dataclass(frozen=True)
class PairSigns:
    pairs: Pairs
    signs: Mapping[str, Floats]  # by pair
    began: Ints  # seconds: the first gift of each pair

    @classmethod
    def of(cls, standing: Standing, policy: Policy) -> PairSigns:
        days = policy.detectors.year_days
        gifts = recent(standing, days)
        pairs = Pairs.of(gifts)
        givers, receivers = pairs.giver.tolist(), pairs.receiver.tolist()
        before = standing.gifts.take(standing.gifts.at <= standing.at - days * DAY)
        ground = CommonGround(standing)
        lacking, known = ground.lacking(givers, receivers), ground.known(givers, receivers)
        friends: dict[int, set[int]] = defaultdict(set)
        for one, other in zip(before.giver.tolist(), before.receiver.tolist(), strict=True):
            friends[one].add(other)
            friends[other].add(one)
        new = np.array([other not in friends[one] for one, other in zip(givers, receivers, strict=True)], np.bool_)
        strange = np.where(
            new, [_strangeness(friends[a], friends[b]) for a, b in zip(givers, receivers, strict=True)], 0
        )
        back, returned = pairs.reverse()
        began = np.full(len(givers), NEVER)
        np.minimum.at(began, pairs.of_gift, gifts.at)
        team = np.full(len(givers), UNKNOWN)
        team[pairs.of_gift] = gifts.giver_team
        signs = {
            "concentration": pairs.count / np.maximum(pairs.given, 1) * np.sqrt(pairs.count),
            "return": np.where(new & returned, np.minimum(pairs.count, pairs.count[back]), 0).astype(np.float64),
            "cycle": _cycles(givers, receivers, strange),
            "thin": _thin(pairs, np.array([not friends[giver] for giver in givers], np.bool_)),
            "surge": _surges(standing, policy, pairs, days),
            "no_ground": lacking,
            "apart": np.where(known, lacking, 0.0),
            "narrow": _narrow(before, pairs, strange),
            "habit": _habit(pairs, strange),
            "often": np.where(new, pairs.count, 0).astype(np.float64),
            "sudden": _sudden(pairs, began, new, team),
            "echo": _echoes(standing, policy, gifts, pairs),
        }
        return cls(pairs, signs, began)


def _strangeness(one: set[int], other: set[int]) -> float:
    return float(np.exp(-len(one & other) / 2.0)) if one and other else UNKNOWN_STRANGE


def _cycles(givers: list[int], receivers: list[int], strange: Floats) -> Floats:
    after: dict[int, set[int]] = defaultdict(set)
    for giver, receiver, how in zip(givers, receivers, strange.tolist(), strict=True):
        if how > 0:
            after[giver].add(receiver)
    value = np.zeros(len(givers))
    for row in np.flatnonzero(strange > 0).tolist():
        steps = _steps(after, receivers[row], givers[row])
        if steps:
            value[row] = strange[row] / steps
    return value


def _steps(after: Mapping[int, set[int]], start: int, goal: int) -> int:
    """Length of the shortest way, 0 where there is none of at most LONGEST_WAY steps. A way through the midst of
    a busy core (over 150 people within reach) is no circle."""
    seen, edge = {start}, {start}
    for steps in range(1, LONGEST_WAY + 1):
        edge = set().union(*(after.get(person, set()) for person in edge)) - seen
        if goal in edge:
            return steps
        seen |= edge
        if not edge or len(seen) > 150:
            break
    return 0


def _thin(pairs: Pairs, without_past: Bools) -> Floats:
    _, giver, gives_to = np.unique(pairs.giver, return_inverse=True, return_counts=True)
    _, receiver, supporters = np.unique(pairs.receiver, return_inverse=True, return_counts=True)
    thin = without_past & (gives_to[giver] == 1) if len(giver) else without_past
    number = add_up(receiver, thin.astype(np.int64), len(supporters))
    value: Floats = np.where(thin, number[receiver] ** 2 / np.maximum(supporters[receiver], 1), 0.0)
    return value


def _narrow(before: Gifts, pairs: Pairs, strange: Floats) -> Floats:
    past = Pairs.of(before)
    giver, people = np.unique(past.giver, return_counts=True)
    place, there = found(giver, pairs.giver)
    widely = np.where(there, people[place], 0) if len(giver) else np.zeros(len(strange))
    value: Floats = strange / (1.0 + widely)
    return value


def _habit(pairs: Pairs, strange: Floats) -> Floats:
    _, giver, gives_to = np.unique(pairs.giver, return_inverse=True, return_counts=True)
    others = np.bincount(giver, weights=strange)[giver] - strange if len(giver) else strange
    value: Floats = strange * others / np.maximum(gives_to[giver] - 1, 1)
    return value


def _sudden(pairs: Pairs, began: Ints, new: Bools, team: Ints) -> Floats:
    """By new pair: other new pairs of the receiver and the giver's team that began within four days."""
    value = np.zeros(len(began))
    rows = np.flatnonzero(new & (team != UNKNOWN))
    if len(rows):
        _, group = np.unique(np.stack([pairs.receiver[rows], team[rows]]), axis=1, return_inverse=True)
        moment = began[rows] - began[rows].min() + SUDDEN
        key = group.ravel() * (int(moment.max()) + 2 * SUDDEN) + moment
        order = np.sort(key)
        last, first = np.searchsorted(order, key + SUDDEN, side="right"), np.searchsorted(order, key - SUDDEN)
        value[rows] = last - first - 1
    return value


def _echoes(standing: Standing, policy: Policy, gifts: Gifts, pairs: Pairs) -> Floats:
    """Distinct other givers, a gift's best; near-equal as in N07."""
    row_of = {key: row for row, key in enumerate(zip(gifts.kind.tolist(), gifts.id.tolist(), strict=True))}
    texts = standing.facts.texts
    keys = list(zip(texts.kind.tolist(), texts.gift.tolist(), strict=True))
    kept = [place for place, key in enumerate(keys) if key in row_of]
    gift = [row_of[keys[place]] for place in kept]
    echoes: dict[int, set[int]] = defaultdict(set)
    for one, other in near_pairs(texts.take(np.array(kept, np.int64)), policy.detectors.copy_similarity):
        first, second = gift[one], gift[other]
        if gifts.receiver[first] == gifts.receiver[second] and gifts.giver[first] != gifts.giver[second]:
            echoes[int(pairs.of_gift[first])].add(int(gifts.giver[second]))
            echoes[int(pairs.of_gift[second])].add(int(gifts.giver[first]))
    return np.array([len(echoes.get(row, ())) for row in range(len(pairs.giver))], np.float64)


def _surges(standing: Standing, policy: Policy, pairs: Pairs, days: int) -> Floats:
    of_year = replace(policy, detectors=replace(policy.detectors, window_days=days))
    strongest: dict[tuple[int, int], float] = {}
    for surge in surges(standing, of_year):
        for giver in surge.givers:
            value = -float(np.log10(max(surge.p_value, 1e-30)))
            strongest[giver, surge.receiver] = max(value, strongest.get((giver, surge.receiver), 0.0))
    keys = zip(pairs.giver.tolist(), pairs.receiver.tolist(), strict=True)
    return np.array([strongest.get(key, 0.0) for key in keys], np.float64)
