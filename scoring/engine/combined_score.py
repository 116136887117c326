"""One score of every (giver, receiver): which recognition a reviewer should look at first.

A card of points: a sign that reaches a step adds the points of that step and of all below it.

    own   = OWN_BASE + points of the pair's own signs (pair_signs.py)         (logistic scale)
    score = BASE + KEPT own + points of its group signs (group_signs.py)

twice, each time with group signs made from the latest score: suspicion is collective. No points are negative, so the
score grows with every sign of the pair. It orders the queue of reviewers and takes nothing: what it misses and how
often it is wrong (docs/benchmarks/detection.md) is no ground to act on. Steps and points are in score_card.py,
fitted by `python -m scoring.bench.detection_fit`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import Floats
from scoring.engine.group_signs import group_signs
from scoring.engine.pair_signs import PairSigns
from scoring.engine.recent_gifts import Pairs
from scoring.engine.score_card import CARD, Card, Steps
from scoring.engine.standing import Standing

ROUNDS = 2
# From here on about half of what is named was planted, in the year that the level was chosen by.
LOOK_AT = -2.0


@dataclass(frozen=True)
class CombinedScore:
    pairs: Pairs
    score: Floats  # by pair; larger is more suspicious
    parts: Mapping[str, Floats]  # what each sign and group sign adds, by pair, 0 or more


def combined_score(found: PairSigns, card: Card = CARD) -> CombinedScore:
    alone = own_points(found, card)
    own = _total(card.own_base, alone, len(found.began))
    score, around = own, dict[str, Floats]()
    for _ in range(ROUNDS):
        signs = group_signs(found.pairs, found.began, score)
        around = {name: points(signs[name], steps) for name, steps in card.group.items()}
        score = _total(card.base, around, len(own)) + card.kept * own
    return CombinedScore(found.pairs, score, {name: card.kept * part for name, part in alone.items()} | around)


def score_of_everybody(standing: Standing) -> CombinedScore:
    """Of all pairs of the last year; ask by `standing.once`."""
    return combined_score(PairSigns.of(standing, standing.policy))


def own_score(found: PairSigns, card: Card = CARD) -> Floats:
    """What the pair shows by itself."""
    return _total(card.own_base, own_points(found, card), len(found.began))


def own_points(found: PairSigns, card: Card = CARD) -> dict[str, Floats]:
    """By sign; a product counts with the sign before the comma."""
    signs, parts = own_signs(found), dict[str, Floats]()
    for name, steps in card.own.items():
        sign = name.partition(",")[0]
        parts[sign] = parts.get(sign, np.zeros(len(found.began))) + points(signs[name], steps)
    return parts


def own_signs(found: PairSigns) -> Mapping[str, Floats]:
    """The signs, and what may count for more where there is no common ground."""
    signs = dict(found.signs)
    alone = signs["no_ground"]
    return signs | {f"{name}, no_ground": alone * signs[name] for name in ("return", "cycle", "often", "narrow")}


def points(sign: Floats, steps: Steps) -> Floats:
    """The points of all steps (at least this much, points) that the sign reaches; steps are sorted."""
    reached = np.searchsorted(np.array([least for least, _ in steps]), sign, side="right")
    value: Floats = np.cumsum([0.0, *(more for _, more in steps)])[reached]
    return value


def _total(base: float, parts: Mapping[str, Floats], size: int) -> Floats:
    return base + sum(parts.values(), np.zeros(size))
