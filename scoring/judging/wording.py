"""What is stored of an explanation: sentences of the day, made from the numbers that decided."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.engine.explain import Names, missing
from scoring.engine.judge import LiveRule
from scoring.engine.verdict import Decision


def missing_sentences(decision: Decision, rule: LiveRule, badge_names: Mapping[str, str]) -> list[str]:
    """Unmet conditions of the next tier, the nearest first, as anybody who may see the decision may read them."""
    return missing(decision, rule.rule, Names(badge_names), by_another=True)
