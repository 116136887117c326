"""N06 `thin_givers`: most of a person's supporters are new, or have recognised nobody else.

    thin: gave to nobody else in the window, or first day < 60 days before the gift
    thin supporters / supporters >= 0.5, at least 3 thin ones

Source: singleton reviewers (SpEagle baselines, AUC 0.61-0.75) and stars of new accounts (StarScout).
Effect: 0.5 on the thin givers' gifts only: the others' words for the same person stay whole.
p: binomial tail with the share of thin supporters in the whole company, so that a company whose people mostly
give once finds nothing.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import binomial_tail
from scoring.engine.detector import Detector
from scoring.engine.facts import DAY, NEVER, Bools, Gifts
from scoring.engine.findings import Finding
from scoring.engine.fixed import found
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import Pairs, about, evidence, recent
from scoring.engine.standing import Standing


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers = policy.detectors
    gifts = recent(standing, numbers.window_days)
    pairs = Pairs.of(gifts)
    thin = _thin(standing, gifts, pairs, numbers.thin_days)
    if not len(thin):
        return []
    everywhere = float(thin.mean())
    receivers, of_pair = np.unique(pairs.receiver, return_inverse=True)
    supporters = np.bincount(of_pair)
    thin_ones = np.bincount(of_pair, weights=thin)
    rows = np.flatnonzero((thin_ones >= numbers.thin_givers) & (thin_ones >= numbers.thin_share * supporters))
    findings = []
    for row in rows.tolist():
        which = np.flatnonzero((of_pair == row) & thin)
        mine = gifts.take(pairs.gifts_of(which))
        receiver = int(receivers[row])
        findings.append(
            Finding(
                code="N06",
                about=about(mine),
                people=(receiver, *sorted(pairs.giver[which].tolist())),
                severity="review",
                factor=numbers.thin_factor,
                p_value=binomial_tail(int(thin_ones[row]), int(supporters[row]), everywhere),
                at=int(mine.at.max()),
                evidence=evidence(mine),
                numbers={"thin": float(thin_ones[row]), "supporters": float(supporters[row])},
                identity=(receiver,),
            )
        )
    return findings


def _thin(standing: Standing, gifts: Gifts, pairs: Pairs, days: int) -> Bools:
    """By pair. The first gift of a pair tells how new the giver was."""
    _, of_giver, receivers = np.unique(pairs.giver, return_inverse=True, return_counts=True)
    first_at = np.full(len(pairs.giver), NEVER)
    np.minimum.at(first_at, pairs.of_gift, gifts.at)
    people = standing.facts.people
    order = np.argsort(people.id, kind="stable")
    place, known = found(people.id[order], pairs.giver)
    started = np.full(len(pairs.giver), NEVER)
    started[known] = people.started_on[order][place[known]]
    thin: Bools = receivers[of_giver] == 1
    thin |= (started != NEVER) & (first_at - np.minimum(started, first_at) < days * DAY)
    return thin


DETECTOR = Detector(
    code="N06",
    name="thin_givers",
    family="nominations",
    sentence="{thin:.0f} of {supporters:.0f} supporters are new or have recognised nobody else.",
    local=False,
    find=find,
)
