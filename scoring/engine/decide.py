"""From the columns of a sheet to the decisions of persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from scoring.engine.criteria.kind import Measured
from scoring.engine.criteria.nodes import Condition
from scoring.engine.digest import digest_of
from scoring.engine.facts import NEVER
from scoring.engine.roles import Chosen
from scoring.engine.sheet import Sheet
from scoring.engine.verdict import Answer, CriterionResult, Decision, Discount, Evidence

ANSWERS = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)  # by position: nodes.NOT_MET, UNKNOWN_ANSWER, MET
# Digits of measures in the digest: far below what a fact changes, far above what machines differ in.
DIGITS = 6


def decide(full: Sheet, chosen: Mapping[int, Chosen], *, blanks: bool) -> list[Decision]:
    """Decisions of `full.reading.persons`, by person; blank ones only when asked for.

    `chosen` replaces the sheet of some persons (somebody spoke for them in two roles).
    """
    speaking = np.ones(len(full.reading.persons), np.bool_)
    if not blanks:
        # Blankness is read from the full sheet: leaving a role out can only take away.
        speaking = (full.levels > 0) | full.counted | full.waiting
    decisions = []
    for row in np.flatnonzero(speaking).tolist():
        person = int(full.reading.persons[row])
        decisions.append(_decision(chosen.get(person) or Chosen(full, row), person))
    return decisions


def _decision(chosen: Chosen, person: int) -> Decision:
    sheet, row = chosen.sheet, chosen.row
    rule, level = sheet.rule, int(sheet.levels[row])
    tier = rule.tiers[level - 1][0] if rule.tiers and level else ""
    multiple = rule.multiple(tier)
    results = tuple(
        _result(path, condition, measured, row, person, sheet.answers(path, condition, multiple)[row], multiple)
        for (path, condition), measured in zip(rule.conditions, sheet.measured, strict=True)
    )
    next_check_at = int(sheet.next_check_at[row])
    return Decision(
        person=person,
        badge=sheet.reading.badge,
        eligible=level > 0,
        tier=tier,
        measures=_measures(results),
        criteria=results,
        evidence=tuple(sorted({fact for result in results for fact in result.evidence})),
        inputs_digest=_digest(sheet, row, results, level),
        next_check_at=None if next_check_at == NEVER else next_check_at,
    )


def _result(
    path: str, condition: Condition, measured: Measured, row: int, person: int, answer: np.int8, multiple: float
) -> CriterionResult:
    columns = {name: float(column[row]) for name, column in measured.columns.items()}
    next_check_at = int(measured.next_check_at[row])
    return CriterionResult(
        path=path,
        kind=condition.kind_name,
        answer=ANSWERS[answer],
        # What is not known is absent: NaN is not JSON.
        measures={name: value for name, value in columns.items() if not np.isnan(value)},
        asked={t.measure: t.asked for t in condition.kind.thresholds(condition.values, multiple)},
        evidence=measured.evidence(person),
        discounts=measured.discounts(person),
        next_check_at=None if next_check_at == NEVER else next_check_at,
    )


def _measures(results: tuple[CriterionResult, ...]) -> dict[str, float]:
    """By "kind.measure"; a second condition of one kind that reads other facts gets "#2"."""
    measures: dict[str, float] = {}
    for result in results:
        for name, value in result.measures.items():
            plain, number = f"{result.kind}.{name}", 2
            key = plain
            while measures.get(key, value) != value:
                key, number = f"{plain}#{number}", number + 1
            measures[key] = value
    return measures


def _digest(sheet: Sheet, row: int, results: tuple[CriterionResult, ...], level: int) -> str:
    """Over all that decided: the rule, the policy, the measures, and the facts with what each kept.

    Days of tenure grow by themselves: the first day stands for them, and whether it was enough.
    """
    read: list[Any] = []
    for result, measured in zip(results, sheet.measured, strict=True):
        fixed = {name: int(column[row]) for name, column in measured.fixed.items()}
        grown = {n: round(v, DIGITS) for n, v in result.measures.items() if n not in fixed}
        read.append([result.path, result.answer.value, fixed, grown, _facts(result.evidence), _kept(result.discounts)])
    content = {
        "rule": sheet.rule.digest,
        "policy": sheet.reading.policy.version,
        "person": int(sheet.reading.persons[row]),
        "level": level,
        "read": read,
    }
    return digest_of(content)


def _facts(evidence: tuple[Evidence, ...]) -> list[list[Any]]:
    return sorted([fact.kind, fact.id] for fact in evidence)


def _kept(discounts: tuple[Discount, ...]) -> list[list[Any]]:
    return sorted([d.about.kind, d.about.id, d.code, round(d.factor, DIGITS)] for d in discounts)
