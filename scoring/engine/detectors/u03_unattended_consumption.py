"""U03 `unattended_consumption`: much is written, and nobody is there.

    sign = 2 - seconds,      seconds: user-active seconds for 10,000 output tokens over four weeks

Alone it is enough below one second; from two on there is no sign, nor where a source does not tell activity, nor
under 10,000 tokens. Somebody who reads one answer in ten takes ten seconds and more.
Source: `active_time.total{type=user}` of Claude Code's telemetry. No public data has it, so it is not measured; the
default is that of the design. Clients report it themselves: its absence proves nothing, and it only ever adds.
Effect: the week counts half. What lifts it: an appeal, or a source that tells more of the
activity; the tool of a declared batch job is not among the facts.
"""

from __future__ import annotations

from scoring.engine.detector import Detector
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.told_weeks import told_weeks


def find(standing: Standing, policy: Policy) -> list[Finding]:
    return told_weeks("U03", "unattended", policy.detectors.unattended_factor, standing, policy)


DETECTOR = Detector(
    code="U03",
    name="unattended_consumption",
    family="usage",
    sentence=gettext_noop(
        "For every 10,000 tokens written, somebody was active for {seconds:.1f} seconds (weeks of this quarter: "
        "{weeks:.0f}). An appeal can restore them, and the next batch job can be declared before it runs."
    ),
    local=False,
    find=find,
)
