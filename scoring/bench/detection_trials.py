"""One trial of the detection benchmark, and the two numbers it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.bench.harbour_gifts import load_harbour_gifts
from scoring.bench.planted import EFFORT, planted
from scoring.engine.drill.population import YEAR, Population
from scoring.engine.drill.texts import with_invented_texts
from scoring.engine.facts import DAY, Bools, Floats, Ints
from scoring.engine.pair_signs import PairSigns
from scoring.engine.policy import CURRENT
from scoring.engine.recent_gifts import Pairs, recent
from scoring.engine.standing import Standing, stand

HARM, LOSS = 0.01, 0.10
TEXTS_SEED = 5


@dataclass(frozen=True)
class Counted:
    """Gifts of every pair by what they are, and which receivers belong to the attack."""

    pairs: Pairs
    honest: Floats
    planted: Floats
    cover: Floats
    takes_part: Bools  # by pair: its receiver does


@dataclass(frozen=True)
class Trial:
    kind: str
    single: bool
    standing: Standing
    signs: PairSigns
    counted: Counted
    label: Ints  # of the year's gifts
    receiver: Ints
    gift: Ints


def background(years_back: int, *, single: bool) -> Population:
    """A year of harbour, all acknowledgements read as gifts, with texts as long as reasons are."""
    facts = with_invented_texts(load_harbour_gifts(single=single), np.random.default_rng(TEXTS_SEED))
    return Population(facts, int(facts.gifts.at.max()) - years_back * YEAR * DAY, single)


def trial(population: Population, kind: str, seed: int, effort: float = EFFORT) -> Trial:
    attack = planted(population, kind, seed, effort)
    standing = stand(attack.facts, CURRENT, at=population.at)
    signs = PairSigns.of(standing, CURRENT)
    pairs, gifts = signs.pairs, recent(standing, CURRENT.detectors.year_days)
    ids = attack.facts.gifts.id
    order = np.argsort(ids)
    label = attack.label[order[np.searchsorted(ids[order], gifts.id)]]
    n = len(pairs.giver)
    parts = [np.bincount(pairs.of_gift, weights=label == k, minlength=n).astype(np.float64) for k in (0, 1, 2)]
    counted = Counted(pairs, parts[0], parts[1], parts[2], np.isin(pairs.receiver, sorted(attack.people)))
    return Trial(kind, population.single, standing, signs, counted, label, gifts.receiver, gifts.id)


def at_budget(counted: Counted, score: Floats, least: float | None = None) -> tuple[float, float]:
    """(recall, precision) over gifts, flagging the most suspicious pairs until one more would harm too many.

    Harmed: an honest person of whose gifts more than a tenth is flagged; at most 1 % of the honest receivers may be.
    `least`: pairs below this score are not flagged even where the budget allows it.
    """
    receivers, receiver = np.unique(counted.pairs.receiver, return_inverse=True)
    received = np.bincount(receiver, weights=counted.honest, minlength=len(receivers))
    bystander = np.bincount(receiver, weights=counted.takes_part, minlength=len(receivers)) == 0
    allowed = int(HARM * np.count_nonzero((received > 0) & bystander))
    lost, harmed, hits, misses = np.zeros(len(receivers)), 0, 0.0, 0.0
    floor = float(np.min(score)) if least is None else least
    for row in np.argsort(-score, kind="stable").tolist():
        if score[row] <= floor:
            break
        who, was = receiver[row], lost[receiver[row]]
        now = was + counted.honest[row]
        if bystander[who] and was <= LOSS * received[who] < now:
            if harmed == allowed:
                break
            harmed += 1
        lost[who] = now
        hits += counted.planted[row]
        misses += counted.honest[row] + counted.cover[row]
    return hits / float(counted.planted.sum()), hits / max(1.0, hits + misses)


def mean_of(cells: Mapping[str, list[tuple[float, float]]], kinds: tuple[str, ...]) -> tuple[float, float]:
    """Mean (recall, precision) over trials, then over kinds."""
    recall, precision = np.mean([np.mean(cells[kind], axis=0) for kind in kinds], axis=0)
    return float(recall), float(precision)
