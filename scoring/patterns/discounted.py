"""How many facts count less than in full, by reason; nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scoring.engine.verdict import Evidence, Verdict


def discounted(verdicts: Iterable[Verdict]) -> Counter[str]:
    """Reason code -> number of distinct facts that it touches, over verdicts about different people."""
    touched: set[tuple[str, Evidence]] = set()
    for verdict in verdicts:
        for decision in verdict.decisions.values():
            for result in decision.criteria:
                touched.update((discount.code, discount.about) for discount in result.discounts)
    return Counter(code for code, _about in touched)
