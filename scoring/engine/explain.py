"""A decision in sentences, made from the numbers that decided; the nearest unmet condition first.

Every sentence comes from one place per kind (`criteria/kinds/`) or code (`discounts.py`) as a message with named
places, and is said in the reader's language (`language.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from scoring.engine.criteria.kind import Threshold
from scoring.engine.criteria.nodes import MET, Answers, Condition, Node, Rule, answer_of, answer_to, combined
from scoring.engine.criteria.words import asked_in_words, both, criteria_in_words, either
from scoring.engine.discounts import DiscountWords, words_of
from scoring.engine.findings import CODES
from scoring.engine.language import gettext, say
from scoring.engine.verdict import Answer, CriterionResult, Decision, Discount, Evidence

__all__ = ["Explanation", "Names", "criteria_in_words", "explain", "missing"]

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
    # Why it counts as so much, as a sentence to the person, where a part does not count; "" elsewhere.
    because: str = ""
    lifts: str = ""  # what would make that part count
    is_private: bool = False  # a signal: `measured`, `share` and reasons are for the person alone
    by_time: bool = False  # comes by itself; nothing that anybody does brings it nearer
    # Where one of several is enough and none is reached yet: the same `choice` for all of them, and a `branch`
    # for each; lines of one branch are asked for together. "" for what is asked of everybody.
    choice: str = ""
    branch: str = ""


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
    conditions: tuple[ConditionLine, ...]  # unmet first, nearest first; a choice stays together
    counted: tuple[Evidence, ...]
    discounts: tuple[DiscountLine, ...]
    nearest: ConditionLine | None
    next_step: str
    quarters: int | None = None  # of history that are read, the open one included; None: all of it

    @property
    def missing(self) -> list[str]:
        """Unmet conditions in words, the nearest first; a choice is one sentence. Empty when all is met."""
        return _missing(self.conditions)


def explain(decision: Decision, rule: Rule, names: Names, *, by_another: bool = False) -> Explanation:
    """For one person and badge. `rule` must be the version that decided.

    `by_another`: somebody else reads it. What the person's signals measured, and how near that came, is left out; that
    such a condition is met or not is no secret, since the rule and the badges somebody holds are public.
    """
    next_tier = _next_tier(decision, rule)
    lines, is_open = _ordered(decision, rule, names, by_another)
    nearest = lines[0] if is_open else None
    return Explanation(
        headline=_headline(decision, next_tier, nearest),
        eligible=decision.eligible,
        tier=decision.tier,
        next_tier=next_tier,
        conditions=tuple(lines),
        counted=decision.evidence,
        discounts=_discounts(decision, by_another),
        nearest=nearest,
        next_step=(nearest.lifts or nearest.step) if nearest else say("Nothing is missing."),
        quarters=rule.counts_from,
    )


def missing(decision: Decision, rule: Rule, names: Names, *, by_another: bool = False) -> list[str]:
    """`explain(...).missing`, without telling what counted and why not in full: a tenth of the work."""
    return _missing(_ordered(decision, rule, names, by_another)[0])


def _ordered(decision: Decision, rule: Rule, names: Names, by_another: bool) -> tuple[list[ConditionLine], bool]:
    """The conditions of the next tier, and whether any is open."""
    multiple = rule.multiple(_next_tier(decision, rule))
    results = {result.path: result for result in decision.criteria}
    still_open = dict(_open(rule.criteria, "criteria", results, multiple))
    branches = {branch: choice for choice, branch in still_open.values() if branch}
    lines = _in_order(
        _in_its_branch(line, branches)
        for line in _lines(rule, results, multiple, names, by_another)
        # The other branches of an `any` that is met are not missing.
        if line.answer is Answer.MET or line.path in still_open
    )
    return lines, bool(still_open)


def _missing(lines: Iterable[ConditionLine]) -> list[str]:
    choices: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        if line.answer is not Answer.MET:
            choices.setdefault(line.choice or line.sentence, {}).setdefault(line.branch, []).append(line.sentence)
    return [either([both(sentences) for sentences in branches.values()]) for branches in choices.values()]


def _in_its_branch(line: ConditionLine, branches: Mapping[str, str]) -> ConditionLine:
    """With its choice, also where this line is met and the rest of its branch is not."""
    for branch, choice in branches.items():
        if line.path.startswith(f"{branch}."):
            return replace(line, choice=choice, branch=branch)
    return line


def _in_order(lines: Iterable[ConditionLine]) -> list[ConditionLine]:
    """What somebody can do something about, the nearest first; then what time brings; then what is met.

    Lines of a choice stand together, its nearest branch first. A branch is as near as its farthest line.
    """

    def distance(group: Sequence[ConditionLine]) -> tuple[bool, bool, float]:
        unmet = [line for line in group if line.answer is not Answer.MET]
        return not unmet, any(line.by_time for line in unmet), -min((line.share for line in unmet), default=1.0)

    blocks: dict[str, list[list[ConditionLine]]] = {}
    for number, line in enumerate(lines):
        branches = blocks.setdefault(line.choice or str(number), [])
        same = next((group for group in branches if group[0].branch == line.branch), None)
        if same is None:
            branches.append([line])
        else:
            same.append(line)
    for branches in blocks.values():
        branches.sort(key=distance)
        for group in branches:
            group.sort(key=lambda line: distance([line]))
    ordered = sorted(blocks.values(), key=lambda branches: distance(branches[0]))
    return [line for branches in ordered for group in branches for line in group]


def _next_tier(decision: Decision, rule: Rule) -> str:
    """The first tier that is not reached; the highest one when all are."""
    tiers = [name for name, _ in rule.tiers]
    if not tiers:
        return ""
    reached = tiers.index(decision.tier) + 1 if decision.eligible and decision.tier in tiers else 0
    return tiers[min(reached, len(tiers) - 1)]


def _lines(
    rule: Rule, results: Mapping[str, CriterionResult], multiple: float, names: Names, by_another: bool
) -> Iterator[ConditionLine]:
    for path, condition in rule.conditions:
        measures = results[path].measures
        for threshold in condition.thresholds(multiple):
            line = _line(path, condition, threshold, measures.get(threshold.measure), names)
            if line.is_private and by_another:
                yield replace(line, measured=None, share=1.0 if line.answer is Answer.MET else 0.0)
            elif threshold.parameter in condition.kind.counts_as:
                yield _with_reasons(line, condition, threshold, results[path].discounts)
            else:
                yield line


def _with_reasons(
    line: ConditionLine, condition: Condition, threshold: Threshold, discounts: Sequence[Discount]
) -> ConditionLine:
    """Told as a whole: "counts as 0 of 12 weeks because ...", the reason that takes most first."""
    # The running week is no reason: it counts by itself when it is over.
    codes = dict.fromkeys(d.code for d in sorted(discounts, key=lambda d: (d.factor, d.code)) if d.code in CODES)
    if not codes or line.measured is None:
        return line
    words = [words_of(code, condition.kind_name) for code in codes]
    phrase = condition.kind.counts_as[threshold.parameter]
    counts = phrase.render({"measured": line.measured, "n": int(line.asked)})
    because = say("{counts} because {reasons}.", counts=counts, reasons=both([one.because for one in words]))
    return replace(line, because=because, lifts=words[0].lifts)


def _line(path: str, condition: Condition, threshold: Threshold, measured: float | None, names: Names) -> ConditionLine:
    answer = Answer.UNKNOWN if measured is None else ANSWERS[int(answer_to(measured, threshold.asked))]
    share = 0.0 if measured is None else max(0.0, min(1.0, measured / threshold.asked))
    badge = str(condition.values.get("badge", ""))
    step = condition.kind.steps[threshold.parameter].render({"badge": names.badges.get(badge, badge)})
    if answer is Answer.UNKNOWN:
        step = say("It is not known yet; whoever keeps the directory can add it.")
    return ConditionLine(
        path=path,
        sentence=asked_in_words(condition, threshold, names.badges),
        answer=answer,
        measured=measured,
        asked=threshold.asked,
        share=1.0 if answer is Answer.MET else share,
        step=step,
        unit=condition.kind.parameter(threshold.parameter).unit,
        is_private=condition.kind.is_usage,
        by_time=condition.kind.comes_with_time,
    )


def _open(
    node: Node,
    path: str,
    results: Mapping[str, CriterionResult],
    multiple: float,
    within: tuple[str, str] = ("", ""),
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Paths of the conditions that stand between the person and the tier, with their choice and branch.

    A choice inside a branch of another one is not told apart: the outer one names both.
    """

    def answer(path: str, condition: Condition) -> Answers:
        thresholds = condition.thresholds(multiple)
        columns = {t.measure: results[path].measures.get(t.measure, np.nan) for t in thresholds}
        return np.array(answer_of(columns, condition, multiple), np.int8)

    if combined(node, answer, path) == MET:
        return
    if isinstance(node, Condition):
        yield f"{path}.{node.kind_name}", within
        return
    is_choice = node.combine == "any" and len(node.nodes) > 1 and within == ("", "")
    for index, child in enumerate(node.nodes):
        below = f"{path}.{node.combine}[{index}]"
        inside = (f"{path}.any", below) if is_choice else within
        yield from _open(child, below, results, multiple, inside)


def _headline(decision: Decision, next_tier: str, nearest: ConditionLine | None) -> str:
    if nearest is None:
        if next_tier:
            return say("All criteria for {tier} are met.", tier=gettext(next_tier))
        return say("All criteria are met.")
    if decision.eligible:
        return say(
            "The criteria for {tier} are met. Nearest to {next_tier}: {condition}.",
            tier=gettext(decision.tier), next_tier=gettext(next_tier), condition=nearest.sentence,
        )  # fmt: skip
    return say("Not yet. Nearest: {condition}.", condition=nearest.sentence)


def _discounts(decision: Decision, by_another: bool) -> tuple[DiscountLine, ...]:
    """One line a code and side (received or given), in the order of the conditions that met it first."""
    found: dict[tuple[str, DiscountWords], dict[Evidence, Discount]] = {}
    for result in decision.criteria:
        kind_name = result.path.rpartition(".")[2]
        for discount in result.discounts:
            if by_another and discount.about.kind == "usage_week":
                continue
            found.setdefault((discount.code, words_of(discount.code, kind_name)), {})[discount.about] = discount
    return tuple(
        DiscountLine(
            code=code,
            sentence=words.sentence,
            lifts=words.lifts,
            about=tuple(sorted(about)),
            factor=min(discount.factor for discount in about.values()),
        )
        for (code, words), about in found.items()
    )
