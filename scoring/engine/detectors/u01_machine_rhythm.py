"""U01 `machine_rhythm`: requests come as evenly as from a machine.

    sign = max((-0.1 - B) / 0.4, (2.1 - H) / 0.6) x min(1, sqrt(requests / 200)),      at least 30 requests
    B = (sigma - mu) / (sigma + mu) of the gaps of a week; H: entropy in bits of their histogram by powers of two

Alone it is enough at B = -0.5 or H = 1.5 with 200 requests; below, it adds to the other signs (usage_score.py).
Source: burstiness after Goh and Barabasi (EPL 2008). It finds naive loops only: recall at 1 % of honest weeks is near
1 for a cron loop and 0 for a mimic of sessions. The hour of the day is not read: people pause, whenever they do.
Effect: the week counts nothing. What lifts it: an appeal that is upheld. The tool of a declared
batch job is not among the facts.
"""

from __future__ import annotations

from scoring.engine.detector import Detector
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.told_weeks import told_weeks


def find(standing: Standing, policy: Policy) -> list[Finding]:
    return told_weeks("U01", "rhythm", 0.0, standing, policy)


DETECTOR = Detector(
    code="U01",
    name="machine_rhythm",
    family="usage",
    sentence=gettext_noop(
        "Requests came as evenly as from a machine (weeks of this quarter: {weeks:.0f}). An appeal can restore "
        "them, and the next batch job can be declared before it runs."
    ),
    local=False,
    find=find,
)
