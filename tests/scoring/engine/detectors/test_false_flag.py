"""P12 with the detectors themselves: a planted attack on a victim takes nothing that honest people said of them."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.engine.detectors import DETECTORS
from scoring.engine.findings import About, rows_of
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support

from .crowd import AT, Crowd

VICTIM = 200
ATTACKERS = tuple(range(300, 348, 8))  # newcomers of six teams


def star(crowd):
    for attacker in range(400, 496, 8):
        crowd.gives(attacker, VICTIM, 20)


def clique(crowd):
    for attacker in ATTACKERS:
        for other in (*ATTACKERS, VICTIM):
            for day in (20, 50, 80):
                if attacker != other:
                    crowd.gives(attacker, other, day)


def one_team_in_a_day(crowd):
    for attacker in range(5):
        crowd.gives(attacker, VICTIM, 3, hour=attacker)


def support(facts):
    measure = peer_support(stand(facts, CURRENT, at=AT), SupportQuery(1), np.array([VICTIM]))
    return float(measure.support[0])


@pytest.mark.parametrize("attack", [star, clique, one_team_in_a_day])
def test_the_victim_keeps_every_honest_word(attack):
    crowd = Crowd.everyday()
    for giver, day in ((10, 15), (40, 33), (70, 47), (100, 60), (130, 75)):
        crowd.gives(giver, VICTIM, day)
    honest, before = len(crowd.rows), support(crowd.facts())
    attack(crowd)
    findings = [finding for detector in DETECTORS.values() for finding in detector.find(crowd.standing(), CURRENT)]
    acting = [finding for finding in findings if finding.factor < 1.0]
    assert acting
    touched = {number for finding in acting for kind, number in finding.about if kind == About.NOMINATION}
    assert all(number >= honest for number in touched)
    assert support(replace(crowd.facts(), findings=rows_of(findings))) >= before
