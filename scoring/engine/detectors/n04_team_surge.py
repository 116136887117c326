"""N04 `team_surge`: several people of one team speak for one person within four days.

    distinct givers of a team to one receiver within 4 days; Poisson tail p < 1e-3 under the team's own rate

Source: lock-step detection (CopyCatch, SynchroTrap) with a team's rate as null; on real praise it finds 83-100 %
of injected surges, and a farewell or a launch looks the same.
Effect: holds the gifts 7 days and asks the givers privately; afterwards they count in full by themselves.
"""

from __future__ import annotations

from scoring.engine.detector import Detector
from scoring.engine.facts import DAY
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import about, evidence
from scoring.engine.standing import Standing
from scoring.engine.surges import surges


def find(standing: Standing, policy: Policy) -> list[Finding]:
    findings = []
    for surge in surges(standing, policy):
        last = int(surge.gifts.at.max())
        findings.append(
            Finding(
                code="N04",
                about=about(surge.gifts),
                people=(surge.receiver, *surge.givers),
                severity="hold",
                factor=policy.findings_floor,
                p_value=surge.p_value,
                at=last,
                evidence=evidence(surge.gifts),
                numbers={"givers": len(surge.givers), "days": policy.detectors.surge_days, "usual": surge.expected},
                hold_until=last + policy.detectors.hold_days * DAY,
                identity=(surge.team, surge.receiver, int(surge.gifts.at[0])),
            )
        )
    return findings


DETECTOR = Detector(
    code="N04",
    name="team_surge",
    family="nominations",
    sentence=gettext_noop(
        "{givers:.0f} people of one team spoke for the same person within {days:.0f} days; the team gives "
        "{usual:.1f} recognitions to everybody together in that time."
    ),
    local=True,
    find=find,
)
