"""A decision in sentences, made from the numbers that decided; the nearest unmet condition first.

English for now. Every sentence comes from one place per kind (`criteria/kinds/`) or code (`discounts.py`)
with named places, so that a translation can look it up by id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from scoring.engine.criteria.kind import Threshold
from scoring.engine.criteria.nodes import MET, Answers, Condition, Node, Rule, answer_of, answer_to, combined
from scoring.engine.criteria.words import asked_in_words, criteria_in_words
from scoring.engine.discounts import DISCOUNTS
from scoring.engine.findings import CODES
from scoring.engine.verdict import Answer, CriterionResult, Decision, Discount, Evidence

__all__ = ["Explanation", "Names", "criteria_in_words", "explain"]

ANSWERS = {0: Answer.NOT_MET, 1: Answer.UNKNOWN, 2: Answer.MET}


@dataclass(frozen=True)
class Names:
    """How ids are called. Slugs without a name are shown as they are."""

    badges: Mapping[str, str] = field(default_factory=dict)  # slug -> name
    nominators: Mapping[int, int] = field(default_factory=dict)  # nomination -> person who wrote it
    people: Mapping[int, str] = field(default_factory=dict)  # person -> name


@dataclass(frozen=True)
class ConditionLine:
    """One lower bound of the rule, at the tier that comes next."""

    path: str
    sentence: str
    answer: Answer
    measured: float | None  # None: not known
    asked: float
    share: float  # of what is asked, in [0, 1], for a bar
    step: str  # what helps
    unit: str = ""  # of `measured` and `asked`


@dataclass(frozen=True)
class DiscountLine:
    """One reason, with all facts it is about."""

    code: str
    sentence: str
    lifts: str
    about: tuple[Evidence, ...]
    factor: float  # the least that remains of one of them

    @property
    def contestable(self) -> bool:
        """It comes from a finding: a reviewer can lift it, and an appeal against `code` asks for that."""
        return self.code in CODES


@dataclass(frozen=True)
class Explanation:
    headline: str
    eligible: bool
    tier: str
    next_tier: str  # the tier that `conditions` speak of; "" for a rule without tiers
    conditions: tuple[ConditionLine, ...]  # unmet first, nearest first
    counted: tuple[Evidence, ...]
    discounts: tuple[DiscountLine, ...]
    nearest: ConditionLine | None
    next_step: str

    @property
    def missing(self) -> list[str]:
        """Unmet conditions in words, the nearest first; empty when all is met."""
        return [line.sentence for line in self.conditions if line.answer is not Answer.MET]


def explain(decision: Decision, rule: Rule, names: Names) -> Explanation:
    """For one person and badge. `rule` must be the version that decided."""
    next_tier = _next_tier(decision, rule)
    multiple = rule.multiple(next_tier)
    results = {result.path: result for result in decision.criteria}
    still_open = set(_open(rule.criteria, "criteria", results, multiple))
    lines = [
        line
        for line in _lines(rule, results, multiple, names)
        # The other branches of an `any` that is met are not missing.
        if line.answer is Answer.MET or line.path in still_open
    ]
    lines.sort(key=lambda line: (line.answer is Answer.MET, -line.share))
    nearest = lines[0] if still_open else None
    return Explanation(
        headline=_headline(decision, next_tier, nearest),
        eligible=decision.eligible,
        tier=decision.tier,
        next_tier=next_tier,
        conditions=tuple(lines),
        counted=decision.evidence,
        discounts=_discounts(decision),
        nearest=nearest,
        next_step=nearest.step if nearest else "Nothing is missing.",
    )


def _next_tier(decision: Decision, rule: Rule) -> str:
    """The first tier that is not reached; the highest one when all are."""
    tiers = [name for name, _ in rule.tiers]
    if not tiers:
        return ""
    reached = tiers.index(decision.tier) + 1 if decision.eligible and decision.tier in tiers else 0
    return tiers[min(reached, len(tiers) - 1)]


def _lines(
    rule: Rule, results: Mapping[str, CriterionResult], multiple: float, names: Names
) -> Iterator[ConditionLine]:
    for path, condition in rule.conditions:
        measures = results[path].measures
        for threshold in condition.kind.thresholds(condition.values, multiple):
            yield _line(path, condition, threshold, measures.get(threshold.measure), names)


def _line(path: str, condition: Condition, threshold: Threshold, measured: float | None, names: Names) -> ConditionLine:
    answer = Answer.UNKNOWN if measured is None else ANSWERS[int(answer_to(measured, threshold.asked))]
    share = 0.0 if measured is None else max(0.0, min(1.0, measured / threshold.asked))
    badge = str(condition.values.get("badge", ""))
    step = condition.kind.steps[threshold.parameter].render({"badge": names.badges.get(badge, badge)})
    if answer is Answer.UNKNOWN:
        step = "It is not known yet; whoever keeps the directory can add it."
    return ConditionLine(
        path=path,
        sentence=asked_in_words(condition, threshold, names.badges),
        answer=answer,
        measured=measured,
        asked=threshold.asked,
        share=1.0 if answer is Answer.MET else share,
        step=step,
        unit=condition.kind.parameter(threshold.parameter).unit,
    )


def _open(node: Node, path: str, results: Mapping[str, CriterionResult], multiple: float) -> Iterator[str]:
    """Paths of the conditions that stand between the person and the tier."""

    def answer(path: str, condition: Condition) -> Answers:
        thresholds = condition.kind.thresholds(condition.values, multiple)
        columns = {t.measure: results[path].measures.get(t.measure, np.nan) for t in thresholds}
        return np.array(answer_of(columns, condition, multiple), np.int8)

    if combined(node, answer, path) == MET:
        return
    if isinstance(node, Condition):
        yield f"{path}.{node.kind_name}"
        return
    for index, child in enumerate(node.nodes):
        yield from _open(child, f"{path}.{node.combine}[{index}]", results, multiple)


def _headline(decision: Decision, next_tier: str, nearest: ConditionLine | None) -> str:
    if nearest is None:
        return f"All criteria for {next_tier} are met." if next_tier else "All criteria are met."
    if decision.eligible:
        return f"The criteria for {decision.tier} are met. Nearest to {next_tier}: {nearest.sentence}."
    return f"Not yet. Nearest: {nearest.sentence}."


def _discounts(decision: Decision) -> tuple[DiscountLine, ...]:
    """One line a code, in the order of the conditions that met it first."""
    by_code: dict[str, dict[Evidence, Discount]] = {}
    for result in decision.criteria:
        for discount in result.discounts:
            by_code.setdefault(discount.code, {})[discount.about] = discount
    return tuple(
        DiscountLine(
            code=code,
            sentence=DISCOUNTS[code].sentence,
            lifts=DISCOUNTS[code].lifts,
            about=tuple(sorted(found)),
            factor=min(discount.factor for discount in found.values()),
        )
        for code, found in by_code.items()
    )
