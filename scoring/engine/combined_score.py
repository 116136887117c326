"""One score of every (giver, receiver): which recognition a reviewer should look at first.

    own   = sum of w_k log(1 + sign_k) + products with no_ground         (logistic scale)
    score = 0.76 own + 9.2 share_receiver + 8.2 share_giver              (twice, each time with the latest score)

share_receiver: of the receiver's other gifts, the part that is suspicious; share_giver: of what the giver
received. Suspicion is collective: one strange voice is a stranger, five for the same person are a pattern.

Every weight is positive, so the score grows with every sign. It orders the queue of reviewers and takes nothing:
at 1 % of honest people touched it finds about half of what was planted, which is no ground to act on. The weights
were fitted (logistic regression, held at or above zero) on the year to August 2025 of harbour and five attacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from scoring.engine.facts import Floats
from scoring.engine.pair_signs import PairSigns
from scoring.engine.recent_gifts import Pairs

BASE = -5.63
WEIGHTS = MappingProxyType(
    {
        "concentration": 1.32,
        "return": 0.49,
        "cycle": 3.26,
        "strangers": 1.38,
        "thin": 3.17,
        "surge": 6.86,
        "no_ground": 2.80,
    }
)
RETURN_ON_NO_GROUND = 1.93
CYCLE_ON_NO_GROUND = 3.85
KEPT, RECEIVER_SHARE, GIVER_SHARE, SHIFT = 0.76, 9.2, 8.2, -1.5
ROUNDS = 2


@dataclass(frozen=True)
class CombinedScore:
    pairs: Pairs
    score: Floats  # by pair; larger is more suspicious


def combined_score(found: PairSigns) -> CombinedScore:
    own = _own(found)
    score = own
    for _ in range(ROUNDS):
        score = _with_neighbours(found.pairs, score, own)
    return CombinedScore(found.pairs, score)


def _own(found: PairSigns) -> Floats:
    signs = found.signs
    own = BASE + sum(
        (weight * np.log1p(signs[name]) for name, weight in WEIGHTS.items()), np.zeros(len(found.pairs.giver))
    )
    own = own + RETURN_ON_NO_GROUND * signs["no_ground"] * (signs["return"] > 0)
    return own + CYCLE_ON_NO_GROUND * signs["no_ground"] * signs["cycle"]


def _with_neighbours(pairs: Pairs, score: Floats, own: Floats) -> Floats:
    people = np.unique(np.concatenate([pairs.giver, pairs.receiver]))
    giver, receiver = np.searchsorted(people, pairs.giver), np.searchsorted(people, pairs.receiver)
    suspicious = pairs.count / (1.0 + np.exp(-score))
    total = np.maximum(np.bincount(receiver, weights=pairs.count, minlength=len(people)), 1.0)
    received = np.bincount(receiver, weights=suspicious, minlength=len(people))
    of_receiver = (received[receiver] - suspicious) / total[receiver]
    of_giver = (received / total)[giver]
    return SHIFT + KEPT * own + RECEIVER_SHARE * of_receiver + GIVER_SHARE * of_giver
