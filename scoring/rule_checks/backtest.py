"""Whom a rule would have brought a badge, had it been in force. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from django.utils import timezone

from recognition.models import Award, Badge, Person
from scoring.actions import rules
from scoring.engine.facts import Facts, Held
from scoring.engine.fairness import Fairness
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from scoring.facts.load import load_facts, to_seconds
from scoring.facts.snapshot import one_moment
from scoring.judging.replay import moments
from scoring.live_rules import asked_for, live_rulebook
from scoring.rule_checks.groups import fairness_document, fairness_of


@dataclass(frozen=True)
class Earned:
    """One person, the first judged moment at which the rule was met, and the tier of the last."""

    person: str  # key
    at: datetime
    tier: str


@dataclass(frozen=True)
class Backtest:
    """`both`, `only_rule` and `only_awards` compare with who holds the badge now."""

    badge: str
    by_moment: tuple[tuple[datetime, int], ...]  # how many earned it first then
    earned: tuple[Earned, ...]
    both: int
    only_rule: int
    only_awards: int
    fairness: tuple[Fairness, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "badge": self.badge,
            "moments": [{"at": at.isoformat(), "earned": number} for at, number in self.by_moment],
            "earned": [{"person": e.person, "at": e.at.isoformat(), "tier": e.tier} for e in self.earned],
            "both": self.both,
            "only_rule": self.only_rule,
            "only_awards": self.only_awards,
            "fairness": [fairness_document(one) for one in self.fairness],
        }


def backtest(text: str, *, since: datetime, until: datetime | None = None, step_days: int = 30) -> Backtest:
    """Judge everybody by this rule at `since`, every `step_days` after it and at `until` (default: now).

    Each moment sees what had happened by then, as it is known today. Badges that the rule asks for are judged by
    their live rules. Raises ValidationError as `rules.check`, ValueError for moments that make no sense.
    """
    rule = rules.check(text)
    badge = Badge.objects.get(slug=rule.badge)
    with one_moment():
        facts, rulebook = load_facts(), live_rulebook()
    ids = dict(Badge.objects.values_list("slug", "id"))
    judged = [*asked_for(rule.needs, rulebook.rules), LiveRule(badge.pk, 0, rule, ids)]
    facts = _without(facts, badge.pk)
    first: dict[int, datetime] = {}
    tiers: dict[int, str] = {}
    taken: Counter[datetime] = Counter()
    for at in moments(since, until or timezone.now(), step_days, None):
        taken[at] += 0
        for (person, about), decision in judge(facts, judged, CURRENT, at=to_seconds(at)).decisions.items():
            if about == badge.pk and decision.eligible:
                taken[at] += person not in first
                first.setdefault(person, at)
                tiers[person] = decision.tier
    return _report(badge, first, tiers, sorted(taken.items()))


def _without(facts: Facts, badge: int) -> Facts:
    """As if nobody held the badge yet."""
    held: Held = facts.held.take(np.asarray(facts.held.badge != badge))
    return replace(facts, held=held)


def _report(
    badge: Badge, first: dict[int, datetime], tiers: dict[int, str], by_moment: list[tuple[datetime, int]]
) -> Backtest:
    keys = dict(Person.objects.filter(pk__in=first).values_list("id", "key"))
    holding = Award.objects.filter(badge=badge, status__in=[Award.Status.ACTIVE, Award.Status.FROZEN])
    holders = set(holding.values_list("person_id", flat=True))
    earned = sorted((Earned(keys[pk], at, tiers[pk]) for pk, at in first.items()), key=lambda e: (e.at, e.person))
    return Backtest(
        badge=badge.slug,
        by_moment=tuple(by_moment),
        earned=tuple(earned),
        both=len(holders & first.keys()),
        only_rule=len(first.keys() - holders),
        only_awards=len(holders - first.keys()),
        fairness=fairness_of(first),
    )
