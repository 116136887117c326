import numpy as np

from scoring.engine.detectors.u05_peer_mean_hugging import DETECTOR
from scoring.engine.facts import DAY, Facts, People, UsageDays
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand

from .crowd import AT


def company(hugging=0, people=300, seed=5):
    """Months of everybody with one tool; those who hug stay 1 % above the mean of the others."""
    rng = np.random.default_rng(seed)
    rows = []
    for month in range(6):
        tokens = (1_000_000 * rng.lognormal(0, 0.8, people)).astype(np.int64)
        tokens[:hugging] = int(1.01 * tokens[hugging:].mean())
        rows += [(p, 1, AT - month * 30 * DAY - 5 * DAY, 50, int(tokens[p]), 0, None) for p in range(people)]
    facts = Facts(people=People.of((p, 1, False, None, None) for p in range(people)), usage_days=UsageDays.of(rows))
    return stand(facts, CURRENT, at=AT)


def test_people_just_above_a_mean_raise_an_alarm_about_the_mean():
    found = DETECTOR.find(company(hugging=40), CURRENT)
    assert found
    assert {(f.severity, f.factor, f.people, f.about) for f in found} == {("alarm", 1.0, (), ())}
    assert all(f.numbers["people"] >= 40 for f in found)


def test_spread_out_spending_raises_none():
    assert DETECTOR.find(company(), CURRENT) == []


def test_people_who_all_consume_nearly_the_same_raise_none():
    rng = np.random.default_rng(8)
    usual = rng.normal(1_000_000, 40_000, 300)
    rows = [
        (p, 1, AT - month * 30 * DAY - 5 * DAY, 50, int(usual[p] + rng.normal(0, 5_000)), 0, None)
        for month in range(6)
        for p in range(300)
    ]
    facts = Facts(people=People.of((p, 1, False, None, None) for p in range(300)), usage_days=UsageDays.of(rows))
    assert DETECTOR.find(stand(facts, CURRENT, at=AT), CURRENT) == []


def test_one_person_near_the_mean_is_no_alarm():
    assert DETECTOR.find(company(hugging=1), CURRENT) == []


def test_it_abstains_in_a_small_company():
    assert DETECTOR.find(company(hugging=40, people=199), CURRENT) == []


def test_the_same_means_have_the_same_keys():
    keys = [{f.key for f in DETECTOR.find(company(hugging=40, seed=seed), CURRENT)} for seed in (5, 6)]
    assert keys[0] == keys[1]
