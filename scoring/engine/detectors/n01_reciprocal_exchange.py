"""N01 `reciprocal_exchange`: two people keep recognising each other.

    h_ij >= 2 and m_ji >= 2 epochs within 12 months, and gifts i -> j >= 40 % of i's gifts, for one of the two

Source: vote-ring reports of question-and-answer sites; on real praise 17-38 % of honest edges are returned and
reciprocity says nothing of quality (AUC 0.45-0.50), so it must not be punished by itself.
Effect: informs only; the formula softens repeated exchange already. p: Poisson tail of i -> j, as in N09.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.detector import Detector
from scoring.engine.facts import Ints
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import Pairs, about, evidence, recent
from scoring.engine.standing import Standing


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers = policy.detectors
    gifts = recent(standing, numbers.year_days)
    pairs = Pairs.of(gifts)
    epochs = _epochs(pairs.of_gift, policy.epochs_of(gifts.at), len(pairs.giver))
    back, returned = pairs.reverse()
    exchange = returned & (epochs >= numbers.exchange_epochs) & (epochs[back] >= numbers.exchange_epochs)
    exchange &= pairs.count >= numbers.exchange_share * pairs.given
    p_values = poisson_tail(pairs.count, pairs.given * pairs.received / max(1, len(gifts)))
    findings = {}
    for row in np.flatnonzero(exchange).tolist():
        both = tuple(sorted((int(pairs.giver[row]), int(pairs.receiver[row]))))
        mine = gifts.take(pairs.gifts_of([row, int(back[row])]))
        findings[both] = Finding(
            code="N01",
            about=about(mine),
            people=both,
            severity="inform",
            factor=1.0,
            p_value=float(p_values[row]),
            at=int(mine.at.max()),
            evidence=evidence(mine),
            numbers={"gifts": len(mine), "epochs": float(min(epochs[row], epochs[back[row]]))},
            identity=both,
        )
    return list(findings.values())


def _epochs(pair: Ints, epoch: Ints, n_pairs: int) -> Ints:
    """Distinct epochs with a gift, by pair."""
    distinct = np.unique(np.stack([pair, epoch]), axis=1)
    return np.bincount(distinct[0], minlength=n_pairs).astype(np.int64)


DETECTOR = Detector(
    code="N01",
    name="reciprocal_exchange",
    family="nominations",
    sentence=gettext_noop(
        "Two people recognised each other in at least {epochs:.0f} quarters of the year, {gifts:.0f} times in all."
    ),
    local=True,
    find=find,
)
