"""U02 `repeated_prompts`: the same prompt again and again.

    sign = (share - 0.1) / 0.3,      share: largest cluster of near-equal prompts in a week's requests, at least 30

Alone it is enough at 40 %; below, it adds to the other signs (usage_score.py). Prompts are known as opaque keys (a
gateway's cache key or a hash), never as text; without keys there is no sign.
Source: near-duplicate clusters as in MinHash studies of spam; honest weeks cut from a public trace have 6 % at their
99 % quantile. One wording for every prompt escapes it (recall 0 for paraphrase).
Effect: the week counts half. What lifts it: an appeal that is upheld. The tool of a declared
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
    return told_weeks("U02", "repetition", policy.detectors.repeated_factor, standing, policy)


DETECTOR = Detector(
    code="U02",
    name="repeated_prompts",
    family="usage",
    sentence=gettext_noop(
        "Up to {share:.0%} of the requests were the same prompt again (weeks of this quarter: {weeks:.0f}). An "
        "appeal can restore them, and the next batch job can be declared before it runs."
    ),
    local=False,
    find=find,
)
