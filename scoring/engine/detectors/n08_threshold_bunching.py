"""N08 `threshold_bunching`: more people just above a threshold than the people around it explain.

    excess = people with support in [threshold, 1.05 x threshold) - expected
    expected: the larger of a cubic through the bins around it (0.5 to 2 times the threshold, without the two bins at
    the threshold) and what other badges have in the same place, in proportion; alarm when excess > 3 x sqrt(expected)

Source: bunching estimators of public economics, McCrary's density test. Used on persons it is wrong: of the people
just above a threshold nearly all are honest. So it speaks of the threshold and takes nothing from anybody.
Supports are sums of few values, so honest mass is lumpy: hence the comparison with other badges.
Effect: alarm. At least 200 people with support for the badge, else it abstains.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.detector import Detector
from scoring.engine.facts import UNKNOWN, Floats
from scoring.engine.findings import About, Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.support import SupportQuery, peer_support


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers = policy.detectors
    thresholds = standing.facts.thresholds
    badges = sorted(set(standing.gifts.badge.tolist()) - {UNKNOWN})
    supports = {badge: peer_support(standing, SupportQuery(badge)).support for badge in badges}
    supports = {badge: s[s > 0] for badge, s in supports.items() if (s > 0).sum() >= numbers.least_peers}
    findings = []
    for number, badge, at_least in zip(
        thresholds.id.tolist(), thresholds.badge.tolist(), thresholds.at_least.tolist(), strict=True
    ):
        if badge not in supports:
            continue
        others = [found for other, found in supports.items() if other != badge]
        seen, expected = _around(supports[badge], at_least, numbers.bunch_width, others)
        if seen - expected > numbers.bunch_errors * np.sqrt(max(expected, 1.0)):
            findings.append(
                Finding(
                    code="N08",
                    about=((About.THRESHOLD, number),),
                    people=(),
                    severity="alarm",
                    factor=1.0,
                    p_value=float(poisson_tail(np.array([seen]), np.array([expected]))[0]),
                    at=standing.at,
                    evidence=(),
                    numbers={"people": seen, "expected": expected, "threshold": at_least},
                    identity=(badge, round(at_least * 1000)),
                )
            )
    return findings


def _around(support: Floats, at_least: float, width: float, others: list[Floats]) -> tuple[int, float]:
    """(people just above, expected there)."""
    edges = at_least * (1 + width * np.arange(-10, 21))
    counts = np.histogram(support, edges)[0].astype(np.float64)
    place = np.arange(len(counts))
    around = (place < 9) | (place > 10)  # without the bins just below and just above
    smooth = float(np.polyval(np.polyfit(place[around], counts[around], 3), 10))
    elsewhere = np.concatenate(others) if others else np.empty(0)
    just_above = (elsewhere >= edges[10]) & (elsewhere < edges[11])
    in_proportion = float(just_above.mean() * len(support)) if len(elsewhere) else 0.0
    return int(counts[10]), max(smooth, in_proportion, 0.0)


DETECTOR = Detector(
    code="N08",
    name="threshold_bunching",
    family="nominations",
    sentence=gettext_noop(
        "{people:.0f} people stand just above the threshold {threshold:g} where {expected:.1f} would be expected."
    ),
    local=False,
    find=find,
)
