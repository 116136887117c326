"""N06 `thin_givers`: of most of a person's supporters nothing else is known here.

    thin: recognised nobody else, was recognised by nobody, did no work and verified none, up to now
    thin supporters / supporters >= 0.5, at least 3 thin ones

Source: stars of accounts made for one purpose (StarScout). Singleton reviewers (SpEagle baselines, AUC 0.61-0.75) are
people too: who seldom recognises anybody, but works here, is not thin, and neither is a newcomer who does (ADR 24).
Effect: 0.5 on the thin givers' gifts only: the others' words for the same person stay whole. Any trace of the account
ends it, so it holds back careless stars only; a careful one is bounded by the formula.
p: binomial tail with the share of thin supporters in the whole company, so that a company of which little is known
finds nothing.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import binomial_tail
from scoring.engine.detector import Detector
from scoring.engine.facts import Bools
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import Pairs, about, evidence, recent
from scoring.engine.standing import Standing


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers = policy.detectors
    gifts = recent(standing, numbers.window_days)
    pairs = Pairs.of(gifts)
    thin = _thin(standing, pairs)
    if not thin.any():
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


def _thin(standing: Standing, pairs: Pairs) -> Bools:
    """By pair. Linear in all gifts, contributions and verifications."""
    everything = Pairs.of(standing.gifts)
    givers, receivers = np.unique(everything.giver, return_counts=True)
    busy = (
        givers[receivers > 1],
        standing.gifts.receiver,
        standing.contributions.person,
        standing.verifications.verifier,
    )
    thin: Bools = ~np.isin(pairs.giver, np.concatenate(busy))
    return thin


DETECTOR = Detector(
    code="N06",
    name="thin_givers",
    family="nominations",
    sentence=gettext_noop("Of {thin:.0f} of {supporters:.0f} supporters nothing else is known here yet."),
    local=False,
    find=find,
)
