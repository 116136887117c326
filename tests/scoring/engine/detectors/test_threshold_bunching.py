from dataclasses import replace

import numpy as np

from scoring.engine.detectors.n08_threshold_bunching import DETECTOR
from scoring.engine.facts import Thresholds
from scoring.engine.findings import About
from scoring.engine.policy import CURRENT

from .crowd import Crowd


def spread(seed=3):
    """240 receivers whose support is spread out by the number and the quarters of the words for them."""
    rng, crowd = np.random.default_rng(seed), Crowd()
    for receiver in range(240):
        for giver in rng.choice(240, rng.integers(1, 7), replace=False).tolist():
            if giver // 6 != receiver // 6:
                crowd.gives(giver, receiver, int(rng.integers(1, 900)))
    return crowd


def found(crowd, thresholds):
    facts = replace(crowd.facts(), thresholds=Thresholds.of(thresholds))
    standing = replace(crowd.standing(), facts=facts)
    return DETECTOR.find(standing, CURRENT)


def test_it_abstains_where_too_few_people_have_support():
    crowd = Crowd()
    for receiver in range(100):
        crowd.gives(receiver + 100, receiver, 10)
    assert found(crowd, [(7, 1, 1.0)]) == []


def test_mass_just_above_a_threshold_is_an_alarm_about_the_threshold_alone():
    crowd = Crowd()
    for receiver in range(220):  # everybody has exactly one full voice: support 1
        crowd.gives((receiver + 100) % 240, receiver, 10)
    [finding] = found(crowd, [(7, 1, 1.0), (8, 1, 3.0)])
    assert finding.about == ((About.THRESHOLD, 7),)
    assert (finding.people, finding.severity, finding.factor) == ((), "alarm", 1.0)


def test_a_threshold_in_the_midst_of_spread_supports_is_none():
    assert found(spread(), [(7, 1, 2.13)]) == []


def test_what_other_badges_have_in_the_same_place_is_no_bunching():
    crowd = Crowd()
    for receiver in range(220):
        crowd.gives((receiver + 100) % 240, receiver, 10)
    crowd.rows += [(1000 + row[0], row[1], 2, *row[3:]) for row in crowd.rows]  # the same for a second badge
    assert found(crowd, [(7, 2, 1.0)]) == []
