"""What others would do with the same gifts: three known methods, each a score of every (giver, receiver).

    giver concentration   share of the giver's gifts that go to this receiver x sqrt(gifts)
    little trust          -log of the giver's personalised PageRank; restarts (0.15) at the fifty who have given most
                          before the year, trust flows from giver to receiver and back
    dense block           FRAUDAR (Hooi et al., KDD 2016): greedy peeling of givers x receivers, a receiver's gifts
                          weighing 1 / log(gifts + 5); a pair scores the density of the densest block it is left in

Larger is more suspicious. Cost: O(pairs) a step of the walk, O(pairs log pairs) of the peeling.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from scoring.engine.facts import Floats, Gifts, Ints
from scoring.engine.recent_gifts import Pairs

SEEDS, RESTART, STEPS = 50, 0.15, 30
COLUMN = 5.0


def baselines(pairs: Pairs, before: Gifts) -> Mapping[str, Floats]:
    """`before`: gifts from before the year that `pairs` are of."""
    concentration: Floats = pairs.count / np.maximum(pairs.given, 1) * np.sqrt(pairs.count)
    return {
        "giver concentration": concentration,
        "little trust": little_trust(pairs, before),
        "dense block": dense_block(pairs),
    }


def little_trust(pairs: Pairs, before: Gifts) -> Floats:
    people = np.unique(np.concatenate([pairs.giver, pairs.receiver]))
    giver, receiver = np.searchsorted(people, pairs.giver), np.searchsorted(people, pairs.receiver)
    seeds = _seeds(people, before)
    ends = np.concatenate([giver, receiver]), np.concatenate([receiver, giver])
    degree = np.maximum(np.bincount(ends[0], minlength=len(people)), 1)
    trust = seeds
    for _ in range(STEPS):
        flow = np.bincount(ends[1], weights=(trust / degree)[ends[0]], minlength=len(people))
        trust = RESTART * seeds + (1.0 - RESTART) * flow
    distrust: Floats = -np.log(trust[giver] + 1e-12)
    return distrust


def _seeds(people: Ints, before: Gifts) -> Floats:
    known, number = np.unique(before.giver, return_counts=True)
    first = known[np.argsort(-number, kind="stable")]
    chosen = np.isin(people, first[np.isin(first, people)][:SEEDS])
    if not chosen.any():
        chosen[:] = True
    seeds: Floats = chosen.astype(np.float64) / np.count_nonzero(chosen)
    return seeds


def dense_block(pairs: Pairs) -> Floats:
    """Peels whoever adds least until nobody is left; density = weight inside / people inside."""
    weight = pairs.count / np.log(pairs.received + COLUMN)
    ends = [(("gives", g), ("receives", r)) for g, r in zip(pairs.giver.tolist(), pairs.receiver.tolist(), strict=True)]
    rows: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row, both in enumerate(ends):
        for end in both:
            rows[end].append(row)
    adds = {end: float(weight[mine].sum()) for end, mine in rows.items()}
    waiting = [(amount, end) for end, amount in adds.items()]
    heapq.heapify(waiting)
    inside, left, score, best = float(weight.sum()), len(adds), np.full(len(weight), -1.0), 0.0
    is_gone: set[tuple[str, int]] = set()
    while waiting:
        amount, end = heapq.heappop(waiting)
        if end in is_gone or amount > adds[end]:
            continue
        best = max(best, inside / left)
        is_gone.add(end)
        left -= 1
        for row in rows[end]:
            if score[row] < 0.0:
                score[row] = best
                inside -= float(weight[row])
                for other in ends[row]:
                    if other not in is_gone:
                        adds[other] -= float(weight[row])
                        heapq.heappush(waiting, (adds[other], other))
    return score
