"""N10 `many_signs`: several signs meet on recognition of one person, none of which says much alone.

    score of (giver, receiver) >= 4 by the card of points (combined_score.py), over a year
    one finding a receiver, about the gifts of such pairs of the last 180 days

Source: docs/benchmarks/detection.md, "What opens a case". From LOOK_AT on, where an ordered list begins, half of the
demo company's receivers would have a case. From 4 on no honest receiver has one in the checked year of harbour,
and at most two of 300 people in the demo company on the four days that were tried; it still finds 0.62 of what is
planted (0.52 where each pair gives once). Another company may differ.
Effect: opens a case, and takes nothing (ADR 21). The case says the signs in words.
p: 1 / (1 + e^score) of the most suspicious pair. The card is on the logistic scale, so this orders findings; it is no
chance under a null and enters no Simes, since only factors below 1 do.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.combined_score import score_of_everybody
from scoring.engine.detector import Detector
from scoring.engine.facts import DAY
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import about, evidence, recent
from scoring.engine.standing import Standing


def find(standing: Standing, policy: Policy) -> list[Finding]:
    scored, gifts = standing.once(score_of_everybody), recent(standing, policy.detectors.year_days)
    of_gift, score = scored.pairs.of_gift, scored.score
    is_fresh = gifts.at > standing.at - policy.detectors.window_days * DAY
    named = np.flatnonzero(is_fresh & (score[of_gift] >= policy.detectors.signs_level))
    findings = []
    for receiver in np.unique(gifts.receiver[named]).tolist():
        mine = named[gifts.receiver[named] == receiver]
        part = gifts.take(mine)
        givers = np.unique(part.giver).tolist()
        findings.append(
            Finding(
                code="N10",
                about=about(part),
                people=(receiver, *givers),
                severity="review",
                factor=1.0,
                p_value=float(1.0 / (1.0 + np.exp(score[of_gift[mine]].max()))),
                at=int(part.at.max()),
                evidence=evidence(part),
                numbers={"gifts": len(part), "givers": len(givers)},
                identity=(receiver,),
            )
        )
    return findings


DETECTOR = Detector(
    code="N10",
    name="many_signs",
    family="nominations",
    sentence=gettext_noop(
        "Several signs meet on recognition of one person that are seldom seen together (recognitions: "
        "{gifts:.0f}, givers: {givers:.0f}). It counts in full; somebody should look."
    ),
    local=False,
    find=find,
)
