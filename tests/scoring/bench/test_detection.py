"""The measure of the detection benchmark itself, on crafted pairs, and that its attacks are what they claim."""

import numpy as np
import pytest

from scoring.bench.baselines import baselines, dense_block
from scoring.bench.detection_fit import fit_logistic
from scoring.bench.detection_trials import Counted, at_budget
from scoring.bench.planted import KINDS, planted
from scoring.engine.drill.plot import PLANTED
from scoring.engine.drill.population import Population
from scoring.engine.facts import Gifts
from scoring.engine.recent_gifts import Pairs
from tests.scoring.engine.detectors.crowd import AT, Crowd

# Givers 0..199 give once each to receivers 1000..1199; giver 500 gives, planted, to receiver 1000.
GIFTS = Gifts.of((n, 0, 1, None, n, 1000 + n, n, 1, 2, 0, None) for n in range(200))
GIFT = Gifts.of([(900, 0, 1, None, 500, 1000, 5, 1, 2, 0, None)])
BOTH = Gifts(*(np.concatenate([getattr(GIFTS, f), getattr(GIFT, f)]) for f in Gifts.__dataclass_fields__))


def counted(*, takes_part=()):
    pairs = Pairs.of(BOTH)
    planted = (pairs.giver == 500).astype(np.float64)
    return Counted(pairs, 1.0 - planted, planted, np.zeros(len(planted)), np.isin(pairs.receiver, takes_part))


def scored(some, honest_above):
    score = np.where(some.planted > 0, 100.0, 1.0)
    score[some.pairs.giver < honest_above] = 200.0
    score[some.pairs.giver == 199] = 0.0
    return score


@pytest.mark.parametrize(
    ("honest_above", "found"),
    [(0, (1.0, 1 / 3)), (2, (1.0, 1 / 3)), (3, (0.0, 0.0))],  # two of 200 receivers may be harmed, not three
)
def test_it_flags_until_one_more_would_harm_too_many(honest_above, found):
    some = counted()
    assert at_budget(some, scored(some, honest_above)) == pytest.approx(found)


def test_who_takes_part_is_not_an_honest_person_who_is_harmed():
    some = counted(takes_part=(1000,))  # one of 199 may be harmed; receiver 1000 is not one of them
    assert at_budget(some, scored(some, 2)) == pytest.approx((1.0, 1 / 3))


def test_below_the_least_score_nothing_is_flagged_though_the_budget_allows_it():
    some = counted()
    assert at_budget(some, scored(some, 0), 50.0) == (1.0, 1.0)


@pytest.mark.parametrize("kind", KINDS)
def test_groups_are_planted_until_their_share_is_reached(kind):
    population = Population(Crowd.everyday().facts(), AT)
    attack = planted(population, kind, 7)
    assert np.count_nonzero(attack.label == PLANTED) >= 0.01 * len(population.year)
    assert len(attack.label) == len(attack.facts.gifts)
    assert attack.people


def test_a_dense_block_is_scored_above_what_surrounds_it():
    rows = [(n, 0, 1, None, giver, 900 + receiver, n, 1, 2, 0, None)
            for n, (giver, receiver) in enumerate((g, r) for g in range(6) for r in range(6))]  # fmt: skip
    rows += [(100 + n, 0, 1, None, 100 + n, 500 + n, n, 1, 2, 0, None) for n in range(100)]
    pairs = Pairs.of(Gifts.of(rows))
    score = dense_block(pairs)
    assert score[pairs.giver < 6].min() > score[pairs.giver >= 100].max()


def test_every_baseline_scores_every_pair():
    pairs = Pairs.of(BOTH)
    assert {len(score) for score in baselines(pairs, GIFTS).values()} == {len(pairs.giver)}


def test_the_fit_finds_the_weight_that_made_the_data_and_none_below_zero():
    rng = np.random.default_rng(3)
    rows = rng.normal(size=(20_000, 3))
    chance = 1.0 / (1.0 + np.exp(-(rows @ [2.0, 0.0, -1.0] - 1.0)))
    base, weights = fit_logistic(rows, rng.random(20_000) < chance)
    assert weights[0] == pytest.approx(1.8, abs=0.2)  # a little less: the third cannot take its part
    assert weights[2] == 0.0
    assert base < 0.0
