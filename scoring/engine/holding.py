"""Badges that ask for badges: who holds what, and in which order rules are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Protocol, TypeVar

from scoring.engine.criteria.errors import RuleError, RuleErrors
from scoring.engine.criteria.nodes import Rule
from scoring.engine.facts import Held
from scoring.engine.language import say


class _WithRule(Protocol):
    @property
    def rule(self) -> Rule: ...


R = TypeVar("R", bound=_WithRule)


def in_order(rules: Sequence[R]) -> list[R]:
    """Rules after those whose badges they ask for; otherwise by slug. Raises RuleErrors for a circle."""
    by_slug = {live.rule.badge: live for live in rules}
    if len(by_slug) != len(rules):
        raise ValueError("two live rules for one badge")
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for slug in sorted(by_slug):
        sorter.add(slug, *sorted(by_slug[slug].rule.needs & by_slug.keys()))
    try:
        return [by_slug[slug] for slug in sorter.static_order()]
    except CycleError as error:
        raise RuleErrors([_circle(error.args[1])]) from error


def check_holds(rule: Rule, others: Iterable[Rule]) -> None:
    """Raises RuleErrors when `rule`, published beside the live `others`, would close a circle of `holds`."""
    needs: dict[str, frozenset[str]] = {other.badge: other.needs for other in others}
    needs[rule.badge] = rule.needs
    try:
        list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise RuleErrors([_circle(error.args[1])]) from error


def _circle(path: list[str]) -> RuleError:
    return RuleError(
        "criteria", say("badges ask for each other: {path}", path=" -> ".join(path)), say("take one of the holds out")
    )


def holders(held: Held, at: int) -> Mapping[int, frozenset[int]]:
    """Badge -> persons who hold it at `at`."""
    found: dict[int, set[int]] = {}
    for person, badge, given_at in zip(held.person.tolist(), held.badge.tolist(), held.given_at.tolist(), strict=True):
        if given_at <= at:
            found.setdefault(badge, set()).add(person)
    return {badge: frozenset(persons) for badge, persons in found.items()}
