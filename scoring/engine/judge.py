"""Facts, rules, policy and a moment in; a verdict out. The one function that every job calls."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.engine.criteria.nodes import Rule
from scoring.engine.decide import Page, Pages
from scoring.engine.facts import Facts, Ints, People
from scoring.engine.holding import holders, in_order
from scoring.engine.policy import Policy
from scoring.engine.reading import Reading
from scoring.engine.roles import choose_roles
from scoring.engine.sheet import Sheet
from scoring.engine.standing import Standing, stand
from scoring.engine.verdict import Verdict


@dataclass(frozen=True)
class LiveRule:
    """A published rule: of which badge (id), which version, and the ids of the badges it names by slug."""

    badge: int
    number: int
    rule: Rule
    badge_ids: Mapping[str, int]


def judge(
    facts: Facts,
    rules: Sequence[LiveRule],
    policy: Policy,
    *,
    at: int,
    persons: Ints | None = None,
    known_until: int | None = None,
    blanks: bool = False,
) -> Verdict:
    """Decisions for every person (or `persons`) and rule at the moment `at` (seconds).

    Blank pairs (nothing counted, not eligible, time alone changes nothing) are absent, unless `blanks`.
    Automated people, and people who left by `at`, are not judged: their pairs are always absent, and no
    award of theirs should be taken for it. `facts` must hold the surroundings of the judged persons
    (see `affected`), or their measures are wrong. Raises RuleErrors for badges that ask for each other.
    """
    return judge_standing(stand(facts, policy, at=at, known_until=known_until), rules, persons=persons, blanks=blanks)


def judge_standing(
    standing: Standing, rules: Sequence[LiveRule], *, persons: Ints | None = None, blanks: bool = False
) -> Verdict:
    """As `judge`, from facts that stand at a moment: several parts of a company share what is worked out of them."""
    facts, policy, at = standing.facts, standing.policy, standing.at
    people = facts.people.take(np.argsort(facts.people.id, kind="stable"))
    judged = _judged(people, at, persons)
    held = dict(holders(facts.held, at))
    shared: dict[Hashable, Any] = {}
    pages = []
    for live in in_order(rules):
        reading = Reading(
            standing=standing,
            people=people,
            policy=policy,
            at=at,
            persons=judged,
            badge=live.badge,
            since_epoch=_since(live.rule, policy, at),
            badge_ids=live.badge_ids,
            holders=held,
            shared=shared,
        )
        full = Sheet.of(live.rule, reading)
        page = Page.of(full, choose_roles(full), blanks=blanks)
        pages.append(page)
        if live.rule.award == "automatic":
            # A panel may still say no; until it has said yes, the badge is not held.
            won = frozenset(page.persons[page.eligible].tolist())
            held[live.badge] = held.get(live.badge, frozenset()) | won
    return Verdict(at, Pages(pages))


def _judged(people: People, at: int, persons: Ints | None) -> Ints:
    here = ~people.automated & (people.left_on > at)
    if persons is not None:
        here &= np.isin(people.id, persons)
    return np.unique(people.id[here])


def _since(rule: Rule, policy: Policy, at: int) -> int | None:
    return None if rule.counts_from is None else policy.epoch_of(at) - rule.counts_from + 1
