"""N09 `concentrated_giver`: most of what somebody gives goes to one person.

    share_ij = gifts i -> j / gifts of i > 0.4,   gifts i -> j >= 4,   within 180 days

Source: giver concentration, the best single baseline on a real praise graph (recall 0.52 at 1 % honest harm, but
of its flags only 1-6 % are right): good evidence, and no ground to take anything. Honest mentors give like that.
Effect: informs; repetition in the formula dilutes it already. p: Poisson tail under gifts_i x gifts_j / all gifts.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.detector import Detector
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import Pairs, about, evidence, recent
from scoring.engine.standing import Standing


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers = policy.detectors
    gifts = recent(standing, numbers.window_days)
    pairs = Pairs.of(gifts)
    share = pairs.count / np.maximum(pairs.given, 1)
    rows = np.flatnonzero((pairs.count >= numbers.concentrated_gifts) & (share > numbers.concentrated_share))
    p_values = poisson_tail(pairs.count[rows], pairs.given[rows] * pairs.received[rows] / max(1, len(gifts)))
    findings = []
    for row, p_value in zip(rows.tolist(), p_values.tolist(), strict=True):
        mine = gifts.take(pairs.gifts_of([row]))
        giver, receiver = int(pairs.giver[row]), int(pairs.receiver[row])
        findings.append(
            Finding(
                code="N09",
                about=about(mine),
                people=(giver, receiver),
                severity="inform",
                factor=1.0,
                p_value=p_value,
                at=int(mine.at.max()),
                evidence=evidence(mine),
                numbers={"gifts": len(mine), "given": int(pairs.given[row]), "share": float(share[row])},
                identity=(giver, receiver),
            )
        )
    return findings


DETECTOR = Detector(
    code="N09",
    name="concentrated_giver",
    family="nominations",
    sentence=gettext_noop("{gifts:.0f} of one giver's {given:.0f} recognitions in half a year go to one person."),
    local=False,
    find=find,
)
