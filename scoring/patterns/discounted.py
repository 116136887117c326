"""How many facts count less than in full, by reason; nobody is named."""

from __future__ import annotations

from collections import Counter

from scoring.engine.verdict import Verdict


def discounted(verdict: Verdict) -> Counter[str]:
    """Reason code -> number of distinct facts that it touches."""
    touched = {
        (discount.code, discount.about)
        for decision in verdict.decisions.values()
        for result in decision.criteria
        for discount in result.discounts
    }
    return Counter(code for code, _about in touched)
