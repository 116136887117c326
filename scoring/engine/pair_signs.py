"""Signs that make a (giver, receiver) of the last year worth a look: each 0 or more, more is more suspicious.

No sign alone says much (docs/benchmarks/detection.md); combined_score.py weighs them together.

    concentration   share of the giver's gifts x sqrt(gifts)
    return          gifts both ways, between two who did not exchange before the year
    cycle           1 / length of the shortest way back to the giver over strange pairs (at most seven people)
    strangers       share of the receiver's other gifts that come from strange pairs
    thin            givers without a past who give to this receiver only
    surge           -log10 p of the team surge (N04) that the pair is in
    no_ground       how little the giver's other work has in common with the receiver's other work

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
from scoring.engine.facts import DAY, Bools, Floats
from scoring.engine.fixed import add_up
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import Pairs, recent
from scoring.engine.standing import Standing
from scoring.engine.surges import surges

UNKNOWN_STRANGE = 0.3  # between two of whom one has no past
LONGEST_WAY = 6


@dataclass(frozen=True)
class PairSigns:
    pairs: Pairs
    signs: Mapping[str, Floats]  # by pair

    @classmethod
    def of(cls, standing: Standing, policy: Policy) -> PairSigns:
        days = policy.detectors.year_days
        pairs = Pairs.of(recent(standing, days))
        givers, receivers = pairs.giver.tolist(), pairs.receiver.tolist()
        before = standing.gifts.take(standing.gifts.at <= standing.at - days * DAY)
        friends: dict[int, set[int]] = defaultdict(set)
        for one, other in zip(before.giver.tolist(), before.receiver.tolist(), strict=True):
            friends[one].add(other)
            friends[other].add(one)
        new = np.array([other not in friends[one] for one, other in zip(givers, receivers, strict=True)], np.bool_)
        strange = np.where(
            new, [_strangeness(friends[a], friends[b]) for a, b in zip(givers, receivers, strict=True)], 0
        )
        back, returned = pairs.reverse()
        signs = {
            "concentration": pairs.count / np.maximum(pairs.given, 1) * np.sqrt(pairs.count),
            "return": np.where(new & returned, np.minimum(pairs.count, pairs.count[back]), 0).astype(np.float64),
            "cycle": _cycles(givers, receivers, strange),
            "strangers": _strangers(pairs, strange),
            "thin": _thin(pairs, np.array([not friends[giver] for giver in givers], np.bool_)),
            "surge": _surges(standing, policy, pairs, days),
            "no_ground": CommonGround(standing).lacking(givers, receivers),
        }
        return cls(pairs, signs)


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


def _strangers(pairs: Pairs, strange: Floats) -> Floats:
    _, receiver = np.unique(pairs.receiver, return_inverse=True)
    weight = strange * pairs.count
    others = np.bincount(receiver, weights=weight)[receiver] - weight if len(weight) else weight
    share: Floats = strange * others / np.maximum(pairs.received, 1)
    return share


def _thin(pairs: Pairs, without_past: Bools) -> Floats:
    _, giver, gives_to = np.unique(pairs.giver, return_inverse=True, return_counts=True)
    _, receiver, supporters = np.unique(pairs.receiver, return_inverse=True, return_counts=True)
    thin = without_past & (gives_to[giver] == 1) if len(giver) else without_past
    number = add_up(receiver, thin.astype(np.int64), len(supporters))
    value: Floats = np.where(thin, number[receiver] ** 2 / np.maximum(supporters[receiver], 1), 0.0)
    return value


def _surges(standing: Standing, policy: Policy, pairs: Pairs, days: int) -> Floats:
    of_year = replace(policy, detectors=replace(policy.detectors, window_days=days))
    strongest: dict[tuple[int, int], float] = {}
    for surge in surges(standing, of_year):
        for giver in surge.givers:
            value = -float(np.log10(max(surge.p_value, 1e-30)))
            strongest[giver, surge.receiver] = max(value, strongest.get((giver, surge.receiver), 0.0))
    keys = zip(pairs.giver.tolist(), pairs.receiver.tolist(), strict=True)
    return np.array([strongest.get(key, 0.0) for key in keys], np.float64)
