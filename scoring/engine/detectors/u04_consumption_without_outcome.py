"""U04 `consumption_without_outcome`: consumption stays far above the person's own usual, and what it brings does not.

    sign = rise / 1.4, or by the distance from everybody where the whole half-year is a machine's: unearned_usage.py

Alone it is enough where the median of nine weeks is about four times the own usual, with steady weeks and the same
credited outcomes. Weeks are looked at 14 days after their end, with at least eight weeks of own history.
Source: own measurements (docs/benchmarks/usage.md). The formula of the design (tokens for each credited size against
the own median, plus twice the share without an outcome within 14 days) found 4 % of the planted weeks at 1 % of honest
weeks, since review alone takes 12 days in the median; a rise that lasts finds 81 to 85 % of the careful ones.
Effect: the week counts nothing. What lifts it: finished work that belongs to it, or an appeal that says what it was.
"""

from __future__ import annotations

from scoring.engine.detector import Detector
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.told_weeks import told_weeks


def find(standing: Standing, policy: Policy) -> list[Finding]:
    return told_weeks("U04", "unearned", 0.0, standing, policy)


DETECTOR = Detector(
    code="U04",
    name="consumption_without_outcome",
    family="usage",
    sentence=gettext_noop(
        "Up to {times:,.1f} times the usual was consumed and finished work did not grow with it (weeks of this "
        "quarter: {weeks:.0f}). Finished work that belongs to them, or an appeal that says what it was for, restores "
        "them."
    ),
    local=False,
    find=find,
)
