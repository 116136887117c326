"""Laws 5 and 6: an honest way leads to the badge, and no dishonest one is too cheap."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from scoring.engine.attack_cost import attack_cost
from scoring.engine.attack_words import acts_in_words
from scoring.engine.criteria.law_broken import LawBroken
from scoring.engine.criteria.nodes import Condition, Group, Node, Rule
from scoring.engine.criteria.parameters import Value
from scoring.engine.honest_path import Shortfall, shortfall
from scoring.engine.policy import Policy

WAYS_SHOWN = 3  # to mend a rule; more is no longer a hint
_MOST_TRIED = 12  # of a count: whoever wants more will find it from there
_MOST_WAYS = 50  # through a rule: with more of them, trying raises would keep its writer waiting


@lru_cache(maxsize=256)
def thresholds_can_be_reached(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 5: a very well recognised honest person of the simulation meets every tier."""
    lacking = shortfall(rule, policy)
    if lacking is None:
        return None
    tier = f"the tier {lacking.tier}" if lacking.tier else "the badge"
    reached = "; ".join(_reached(lacking))
    return LawBroken(
        5,
        f"No honest person of the simulation reaches {tier}, not even one whom fifteen colleagues nominate every "
        f"quarter: {reached}",
        "ask for less" + "".join(_other_ways(rule, lacking)),
    )


def _other_ways(rule: Rule, lacking: Shortfall) -> Iterator[str]:
    if lacking.multiple > 1:
        yield f", or lower the multiple of {lacking.tier}"
    if rule.counts_from is not None:
        yield ", or count from a longer time"


def _reached(lacking: Shortfall) -> Iterator[str]:
    for kind, parameter, asked, measured in lacking.bounds:
        yield f"{kind} asks for {parameter}: {asked:,.6g}, and that person reaches {measured:,.5g}"


@lru_cache(maxsize=256)
def faking_is_dear_enough(rule: Rule, policy: Policy) -> LawBroken | None:
    """Law 6: the cheapest attack costs at least the program's floor."""
    cost, floor = attack_cost(rule, policy), policy.attack.floor
    if cost.effort >= floor:
        return None
    ways = list(itertools.islice(_dearer(rule, policy), WAYS_SHOWN)) if _ways(rule.criteria) <= _MOST_WAYS else []
    mend = f"for example {', or '.join(ways)}" if ways else "in every branch that is this cheap"
    return LawBroken(
        6,
        f"This can be faked with an effort of {cost.effort:g} ({acts_in_words(cost)}), below the program's floor "
        f"of {floor:g}",
        f"ask for more people, for other teams, or for verified outcomes as well: {mend}",
    )


def _ways(node: Node) -> int:
    """How many sets of conditions are enough."""
    if isinstance(node, Condition):
        return 1
    parts = [_ways(child) for child in node.nodes]
    return sum(parts) if node.combine == "any" else math.prod(parts)


def _dearer(rule: Rule, policy: Policy) -> Iterator[str]:
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
                    yield f"{parameter.name}: {value} in {condition.kind_name}"
                    break


def _with(node: Node, old: Condition, name: str, value: Value) -> Node:
    """The same tree with another value in every condition that equals `old`."""
    if isinstance(node, Group):
        return replace(node, nodes=tuple(_with(child, old, name, value) for child in node.nodes))
    if node != old:
        return node
    values = {**old.values, name: value}
    return Condition(old.kind_name, tuple((p.name, values[p.name]) for p in old.kind.parameters if p.name in values))
