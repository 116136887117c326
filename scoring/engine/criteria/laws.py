"""What no rule may do, checked when a rule is saved. Every refusal says how to mend the rule."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping

import numpy as np

from scoring.engine.criteria.law_broken import LawBroken
from scoring.engine.criteria.nodes import (
    MET,
    NOT_MET,
    UNKNOWN_ANSWER,
    Answers,
    Condition,
    Rule,
    answer_of,
    combined,
)
from scoring.engine.criteria.number_words import or_list
from scoring.engine.effort_laws import faking_is_dear_enough, thresholds_can_be_reached
from scoring.engine.language import say
from scoring.engine.policy import Policy

# For rules that read all of history: how long one colleague may have kept speaking. Ten years.
EPOCHS_OF_A_CAREER = 40
MONOTONE_SAMPLES = 100  # random fillings of the tree, each with every single improvement tried
Filling = Mapping[Condition, np.int8]


def check_laws(rule: Rule, policy: Policy) -> list[LawBroken]:
    """All laws that the rule breaks, in the order of their numbers; empty for a lawful rule."""
    return [broken for number in sorted(LAWS) if (broken := LAWS[number](rule, policy)) is not None]


def nothing_is_not_enough(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 1: false on an empty record: every measure 0, the first day not known."""
    empty = {c: UNKNOWN_ANSWER if c.kind_name == "tenure" else _at_zero(c) for _, c in rule.conditions}
    if _answer(rule, empty) != MET:
        return None
    return LawBroken(
        1, say("A person with no record at all would get this badge"), say("ask for something in every branch")
    )


def usage_never_decides(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 2: usage without end makes no difference where nobody has said, verified or finished anything.

    By construction a rule can only ask for weeks, of which there is one a week whatever the volume. Here the rule is
    tried with no word and no work at all, and, as in law 3, with each `tenure` and `holds` condition both met and not
    met: time goes by for everybody, and on top of another badge usage would decide just the same.
    """
    usage = [c for _, c in rule.conditions if c.kind.is_usage]
    empty = {c: _at_zero(c) for _, c in rule.conditions if c.kind.given_by_others}
    standing = [c for _, c in rule.conditions if not c.kind.given_by_others and not c.kind.is_usage]
    for world in itertools.product((NOT_MET, MET), repeat=len(standing)):
        around = empty | dict(zip(standing, world, strict=True))
        with_usage, without = (around | dict.fromkeys(usage, answer) for answer in (MET, NOT_MET))
        if _answer(rule, with_usage) == MET and _answer(rule, without) != MET:
            return LawBroken(
                2,
                say("The use of a tool alone, however little else there is, could bring about this badge"),
                say(
                    "put each usage_weeks under an all, beside what colleagues say or verify: for example {one}, or "
                    "{other}",
                    one="peer_support: {at_least: 1, voices: 2, teams: 2}",
                    other="outcomes: {roots: 1, verifiers: 2}",
                ),
            )
    return None


def one_voice_is_not_enough(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 3: no single colleague makes the difference, whatever they say and verify.

    The colleague, from another team, speaks in every epoch, is the manager's one word, verifies all that
    the person finishes, and has all their own work verified by the person. Time, other badges and usage are
    not theirs to give: the rule is tried with each of these conditions both met and not met, and is broken
    when, in any of these worlds, it is met with the colleague and not met without. A rule by tenure alone
    is lawful: it is about time, not merit, and nobody can create it for another.
    """
    epochs = rule.counts_from or EPOCHS_OF_A_CAREER
    given = {c: c.kind.one_voice(c.values, policy, epochs) for _, c in rule.conditions}
    alone = {c: answer_of(most, c, 1.0) for c, most in given.items() if c.kind.given_by_others}
    without = dict.fromkeys(alone, NOT_MET)
    standing = [c for c in given if not c.kind.given_by_others]
    for world in itertools.product((NOT_MET, MET), repeat=len(standing)):
        around = dict(zip(standing, world, strict=True))
        if _answer(rule, around | alone) == MET and _answer(rule, around | without) != MET:
            return LawBroken(3, say("One colleague alone could bring about this badge"), _more_voices(rule, epochs))
    return None


def more_never_hurts(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 4: monotone. True by construction (lower bounds under all and any); tried here all the same."""
    chance = random.Random(rule.digest)  # noqa: S311 - not a secret: the same rule is always tried the same way
    leaves = list(dict.fromkeys(c for _, c in rule.conditions))
    for _ in range(MONOTONE_SAMPLES):
        filling = {leaf: np.int8(chance.randint(0, 2)) for leaf in leaves}
        before = _answer(rule, filling)
        for leaf in leaves:
            if filling[leaf] < MET and _answer(rule, filling | {leaf: np.int8(filling[leaf] + 1)}) < before:
                return _falls(leaf)
    for leaf in leaves:
        if any(_asked_less(leaf, low, high) for (_, low), (_, high) in itertools.pairwise(rule.tiers)):
            return _falls(leaf)
    return None


LAWS: dict[int, Callable[[Rule, Policy], LawBroken | None]] = {
    1: nothing_is_not_enough,
    2: usage_never_decides,
    3: one_voice_is_not_enough,
    4: more_never_hurts,
    5: thresholds_can_be_reached,
    6: faking_is_dear_enough,
}


def _answer(rule: Rule, filling: Filling) -> np.int8:
    def answer(path: str, condition: Condition) -> Answers:
        return np.array(filling[condition], np.int8)

    return np.int8(combined(rule.criteria, answer))


def _at_zero(condition: Condition) -> np.int8:
    zero = {t.measure: 0.0 for t in condition.kind.thresholds(condition.values, 1.0)}
    return answer_of(zero, condition, 1.0)


def _asked_less(condition: Condition, low: float, high: float) -> bool:
    at_low, at_high = (condition.kind.thresholds(condition.values, multiple) for multiple in (low, high))
    return any(h.asked < lo.asked for lo, h in zip(at_low, at_high, strict=True))


def _falls(condition: Condition) -> LawBroken:
    what = say("More {kind} would turn the badge from met to not met", kind=condition.kind_name)
    return LawBroken(4, what, say("ask for lower bounds only"))


def _more_voices(rule: Rule, epochs: int) -> str:
    """How to mend it, by the kinds that the rule has."""
    kinds = {condition.kind_name for _, condition in rule.conditions}
    ways = []
    if "peer_support" in kinds:
        ways.append(say("voices: 2 in peer_support (or at_least above {n:.2f})", n=float(np.log2(1 + epochs))))
    if "outcomes" in kinds:
        ways.append(say("verifiers: 2 in outcomes"))
    if "verifications_given" in kinds:
        ways.append(say("authors: 2 in verifications_given"))
    if "manager_statement" in kinds:
        ways.append(say("peer_support with voices: 2 beside the manager_statement"))
    if not ways:  # a kind that is new here: what to raise is for its writer to find
        return say("every branch needs a second person")
    return say("every branch needs a second person: ask for {ways}", ways=or_list(ways))
