"""The least effort of acts by which a rule can be met without merit (scoring.md 5).

Exact for the acts listed in `attack_prices`: every way through the rule's `all` and `any`, every number of quarters
waited, and the cheapest crowds by the real caps. Two assumptions favour the forger: as many people as wanted can be
asked, and each fake piece of work is as large as still counts. Two bounds are used where the truth may be dearer:
badges asked for by `holds` cost at least the floor, since their own rules must; and conditions that read partly the
same facts are taken to be met by the same acts.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from scoring.engine.attack_crowd import Crowd, Wanted, cheapest_crowds
from scoring.engine.criteria.nodes import Condition, Node, Rule
from scoring.engine.policy import Policy

CAREER_EPOCHS = 40  # how long acts may be spread where a rule reads all of history: ten years
Facts = frozenset[str]  # which facts a condition reads: acts of one kind can serve all that read it
T = TypeVar("T")


@dataclass(frozen=True)
class AttackCost:
    """The cheapest way. `effort` in favours of one close colleague; `held`: slugs of badges to be won before."""

    effort: float
    voices: tuple[Crowd, ...] = ()  # who speaks for the person; one crowd for each kind of word that is asked
    authors: Crowd = field(default_factory=Crowd)  # whose work the person waves through
    stamped: int = 0  # pieces of work that are waved through for the person
    stampers: int = 0  # people who do
    managers: int = 0
    idle_weeks: int = 0
    quarters_waited: int = 0
    held: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Demand:
    """All that the conditions of one way through the rule ask for together."""

    voices: tuple[Wanted, ...]
    authors: Wanted
    stamped: int
    stampers: int
    managers: int
    idle_weeks: int
    tenure_days: int
    held: tuple[str, ...]


def attack_cost(rule: Rule, policy: Policy, tier: str = "") -> AttackCost:
    """The cheapest way to a tier ("" or the first one: to the badge). Raises KeyError for an unknown tier."""
    multiple = dict(rule.tiers)[tier] if tier else 1.0
    window = rule.counts_from or CAREER_EPOCHS
    demands = {_demand(way, multiple, policy) for way in _ways(rule.criteria)}
    return min(
        (_cheapest(demand, window, policy) for demand in sorted(demands, key=repr)), key=lambda cost: cost.effort
    )


def _ways(node: Node) -> Iterator[frozenset[Condition]]:
    """Sets of conditions each of which is enough."""
    if isinstance(node, Condition):
        yield frozenset({node})
    elif node.combine == "any":
        for child in node.nodes:
            yield from _ways(child)
    else:
        seen = set()
        for parts in itertools.product(*(tuple(_ways(child)) for child in node.nodes)):
            way = frozenset[Condition]().union(*parts)
            if way not in seen:
                seen.add(way)
                yield way


def _demand(way: Iterable[Condition], multiple: float, policy: Policy) -> _Demand:
    asked: dict[str, list[tuple[Condition, dict[str, float]]]] = {}
    for condition in way:
        bounds = {t.measure: t.asked for t in condition.kind.thresholds(condition.values, multiple)}
        asked.setdefault(condition.kind_name, []).append((condition, bounds))
    if unpriced := asked.keys() - PRICED:
        raise ValueError(f"attack_cost does not know the kinds {sorted(unpriced)}")

    def most(kind: str, measure: str) -> float:
        return max((bounds.get(measure, 0.0) for _, bounds in asked.get(kind, ())), default=0.0)

    stamps = _joined(
        (_words(c, "kinds"), (_stamps(bounds, policy), int(bounds.get("verifiers", 1))))
        for c, bounds in asked.get("outcomes", ())
    )
    voices = _joined((_read_gifts(c), _wanted_voices(bounds)) for c, bounds in asked.get("peer_support", ()))
    return _Demand(
        voices=tuple(_all_of(group) for group in voices),
        authors=Wanted(
            most("verifications_given", "support"),
            int(most("verifications_given", "authors")),
            int(most("verifications_given", "teams")),
        ),
        stamped=sum(max(number for number, _ in group) for group in stamps),
        stampers=max((people for group in stamps for _, people in group), default=0),
        managers=int(most("manager_statement", "managers")),
        # Whatever it asks of usage is asked in weeks.
        idle_weeks=math.ceil(
            max((most("usage_weeks", m) for _, b in asked.get("usage_weeks", ()) for m in b), default=0)
        ),
        tenure_days=int(most("tenure", "days")),
        held=tuple(sorted(str(c.values["badge"]) for c, _ in asked.get("holds", ()))),
    )


# `_demand` prices these; a new kind has to be added there.
PRICED = frozenset(
    {"peer_support", "outcomes", "verifications_given", "manager_statement", "usage_weeks", "tenure", "holds"}
)


def _words(condition: Condition, name: str) -> Facts:
    value = condition.values[name]
    return frozenset(value) if isinstance(value, tuple) else frozenset()


def _read_gifts(condition: Condition) -> Facts:
    sources = _words(condition, "from")
    return (sources & {"nominations"}) | (_words(condition, "thanks") if "thanks" in sources else frozenset())


def _wanted_voices(bounds: dict[str, float]) -> Wanted:
    return Wanted(bounds["support"], int(bounds.get("voices", 0)), int(bounds.get("teams", 0)))


def _stamps(bounds: dict[str, float], policy: Policy) -> int:
    """Pieces of work, each as large as still counts, signed by people who sign nothing else: credit size_cap each."""
    by_credit = math.ceil(bounds.get("credit", 0.0) / policy.size_cap - 1e-9)
    return max(1, by_credit, int(bounds.get("roots", 0)), int(bounds.get("verifiers", 0)))


def _all_of(group: list[Wanted]) -> Wanted:
    together = group[0]
    for wanted in group[1:]:
        together = together.and_also(wanted)
    return together


def _joined(asked: Iterable[tuple[Facts, T]]) -> list[list[T]]:
    """Groups of what reads the same facts, directly or through others: one act can serve the whole group."""
    groups: list[tuple[Facts, list[T]]] = []
    for facts, wanted in sorted(asked, key=lambda pair: (sorted(pair[0]), repr(pair[1]))):
        touching = [group for group in groups if group[0] & facts]
        groups = [group for group in groups if not group[0] & facts]
        merged = facts.union(*(known for known, _ in touching))
        groups.append((merged, [wanted, *(w for _, members in touching for w in members)]))
    return [members for _, members in groups]


def _cheapest(demand: _Demand, window: int, policy: Policy) -> AttackCost:
    """Over all numbers of quarters waited: what can be spread over more of them needs fewer people."""
    prices = policy.attack
    fixed_effort = (
        demand.stamped * prices.stamped_outcome
        + demand.managers * prices.manager
        + demand.idle_weeks * prices.idle_week
    )
    weeks_a_quarter = policy.epoch_days // 7
    waited_at_least = max(
        math.ceil(demand.tenure_days / policy.epoch_days),
        demand.managers - 1,  # one manager a quarter
        math.ceil(demand.idle_weeks / weeks_a_quarter) - 1,
        0,
    )
    voices = [cheapest_crowds(wanted, policy.same_team, window, policy) for wanted in demand.voices]
    authors = cheapest_crowds(demand.authors, 1.0, window, policy)
    best: AttackCost | None = None
    for waited in range(waited_at_least, max(waited_at_least, window - 1) + 1):
        quarter = min(window, waited + 1) - 1
        speaking, read = tuple(crowds[quarter] for crowds in voices), authors[quarter]
        effort = fixed_effort + waited * prices.quarter + sum(c.effort(prices) for c in (*speaking, read))
        if demand.held:
            effort = max(effort, prices.floor)
        if best is None or effort < best.effort:
            best = AttackCost(
                effort, speaking, read, demand.stamped, demand.stampers, demand.managers, demand.idle_weeks, waited,
                demand.held,
            )  # fmt: skip
    assert best is not None
    return best
