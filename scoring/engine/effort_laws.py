"""Laws 5 and 6: an honest way leads to the badge, and no dishonest one is too cheap."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from scoring.engine.attack_cost import AttackCost, attack_cost
from scoring.engine.attack_words import acts_in_words
from scoring.engine.criteria.law_broken import LawBroken
from scoring.engine.criteria.nodes import Condition, Group, Node, Rule
from scoring.engine.criteria.number_words import or_list
from scoring.engine.criteria.parameters import Value
from scoring.engine.honest_path import Shortfall, shortfall
from scoring.engine.language import gettext, say
from scoring.engine.policy import Policy

WAYS_SHOWN = 3  # to mend a rule; more is no longer a hint
_MOST_TRIED = 12  # of a count: whoever wants more will find it from there
_MOST_WAYS = 50  # through a rule: with more of them, trying raises would keep its writer waiting


@dataclass(frozen=True)
class _Raise:
    """A count that, raised to this value, makes the whole rule dear enough."""

    kind: str
    parameter: str
    value: int


@lru_cache(maxsize=256)
def _lacking(rule: Rule, policy: Policy) -> Shortfall | None:
    return shortfall(rule, policy)


def thresholds_can_be_reached(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 5: a very well recognised honest person of the simulation meets every tier."""
    # What takes long is kept; its sentences are said anew to each reader.
    lacking = _lacking(rule, policy)
    if lacking is None:
        return None
    reached = "; ".join(_reached(lacking))
    if lacking.tier:
        sentence = say(
            "No honest person of the simulation reaches the tier {tier}, not even one whom fifteen colleagues nominate "
            "every quarter: {reached}",
            tier=gettext(lacking.tier), reached=reached,
        )  # fmt: skip
    else:
        sentence = say(
            "No honest person of the simulation reaches the badge, not even one whom fifteen colleagues nominate every "
            "quarter: {reached}",
            reached=reached,
        )
    return LawBroken(5, sentence, or_list([say("ask for less"), *_other_ways(rule, lacking)]))


def _other_ways(rule: Rule, lacking: Shortfall) -> Iterator[str]:
    if lacking.multiple > 1:
        yield say("lower the multiple of {tier}", tier=gettext(lacking.tier))
    if rule.counts_from is not None:
        yield say("count from a longer time")


def _reached(lacking: Shortfall) -> Iterator[str]:
    for kind, parameter, asked, measured in lacking.bounds:
        yield say(
            "{kind} asks for {parameter}: {asked:,.6g}, and that person reaches {measured:,.5g}",
            kind=kind, parameter=parameter, asked=asked, measured=measured,
        )  # fmt: skip


@lru_cache(maxsize=256)
def _too_cheap(rule: Rule, policy: Policy) -> tuple[AttackCost, tuple[_Raise, ...]] | None:
    """The cheapest attack, and what would make it dear enough; None where it is."""
    cost = attack_cost(rule, policy)
    if cost.effort >= policy.attack.floor:
        return None
    if _ways(rule.criteria) > _MOST_WAYS:
        return cost, ()
    return cost, tuple(itertools.islice(_dearer(rule, policy), WAYS_SHOWN))


def faking_is_dear_enough(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 6: the cheapest attack costs at least the program's floor."""
    found = _too_cheap(rule, policy)
    if found is None:
        return None
    cost, floor = found[0], policy.attack.floor
    ways = [say("{bound} in {kind}", bound=f"{one.parameter}: {one.value}", kind=one.kind) for one in found[1]]
    sentence = say(
        "This can be faked with an effort of {effort:g} ({acts}), below the program's floor of {floor:g}",
        effort=cost.effort, acts=acts_in_words(cost), floor=floor,
    )  # fmt: skip
    if not ways:
        hint = say(
            "ask for more people, for other teams, or for verified outcomes as well: in every branch that is this cheap"
        )
        return LawBroken(6, sentence, hint)
    mend = or_list(ways)
    hint = say("ask for more people, for other teams, or for verified outcomes as well: for example {ways}", ways=mend)
    return LawBroken(6, sentence, hint)


def _ways(node: Node) -> int:
    """How many sets of conditions are enough."""
    if isinstance(node, Condition):
        return 1
    parts = [_ways(child) for child in node.nodes]
    return sum(parts) if node.combine == "any" else math.prod(parts)


def _dearer(rule: Rule, policy: Policy) -> Iterator[_Raise]:
    """Single counts that, raised, lift the whole rule to the floor, the least raise of each."""
    for _, condition in rule.conditions:
        for parameter in condition.kind.parameters:
            if parameter.type != "count" or not condition.kind.given_by_others:
                continue
            before = condition.values.get(parameter.name, 0)
            lowest = before + 1 if isinstance(before, int) else 1
            for value in range(lowest, min(int(parameter.most), _MOST_TRIED) + 1):
                mended = replace(rule, criteria=_with(rule.criteria, condition, parameter.name, value))
                if attack_cost(mended, policy).effort >= policy.attack.floor:
                    yield _Raise(condition.kind_name, parameter.name, value)
                    break


def _with(node: Node, old: Condition, name: str, value: Value) -> Node:
    """The same tree with another value in every condition that equals `old`."""
    if isinstance(node, Group):
        return replace(node, nodes=tuple(_with(child, old, name, value) for child in node.nodes))
    if node != old:
        return node
    values = {**old.values, name: value}
    return Condition(old.kind_name, tuple((p.name, values[p.name]) for p in old.kind.parameters if p.name in values))
