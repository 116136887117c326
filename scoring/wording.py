"""What is stored of an explanation: sentences of the day, made from the numbers that decided."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.engine.criteria.words import asked_in_words
from scoring.engine.explain import Names, explain
from scoring.engine.judge import LiveRule
from scoring.engine.verdict import Answer, Decision


def missing_sentences(decision: Decision, rule: LiveRule, badge_names: Mapping[str, str]) -> list[str]:
    """Unmet conditions of the next tier, the nearest first."""
    return explain(decision, rule.rule, Names(badge_names)).missing


def why_sentences(decision: Decision, rule: LiveRule, badge_names: Mapping[str, str]) -> list[str]:
    """The conditions of the reached tier that were met, with what was measured."""
    results = {result.path: result for result in decision.criteria}
    multiple = rule.rule.multiple(decision.tier)
    sentences = []
    for path, condition in rule.rule.conditions:
        result = results[path]
        if result.answer is not Answer.MET:
            continue  # another branch of an `any`
        for threshold in condition.kind.thresholds(condition.values, multiple):
            asked = asked_in_words(condition, threshold, badge_names)
            sentences.append(_with_measure(asked, result.measures.get(threshold.measure), threshold.asked))
    return sentences


def _with_measure(asked: str, measured: float | None, bound: float) -> str:
    """The figure is left out where it says nothing: yes-or-no conditions, and bounds met exactly."""
    if measured is None or round(measured, 1) == round(bound, 1):
        return asked
    return f"{asked} (reached: {measured:.1f})" if measured % 1 else f"{asked} (reached: {measured:.0f})"
