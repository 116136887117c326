"""Badges that time alone brings (a day of service, other badges held): judged on the very day, at little cost.

A replay judges everybody at a few moments. Most of what a rule reads changes with facts that lie between two
of them, and is dated to the later one. Rules that read no facts need only the directory and the badges held:
whoever's time comes between two moments is judged at that time, and the award carries its true day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db.models import Min

from scoring.engine.criteria.kind import Kind
from scoring.engine.facts import Facts
from scoring.judging.judgement import Judgement, decide, with_held_of_now
from scoring.live_rules import Rulebook
from scoring.models import Decision


def judged_on_their_day(
    facts: Facts, rulebook: Rulebook, *, after: datetime, before: datetime, recorded_at: datetime
) -> Iterator[Judgement]:
    """One judgement a moment in (after, before), in order, each of whom a stored decision names for it.

    Lazy: what an earlier one stores, such as a badge that another rule asks for, the next one reads.
    """
    rules = tuple(live for live in rulebook.rules if not any(_reads_facts(c.kind) for _, c in live.rule.conditions))
    badges = frozenset(live.badge for live in rules)
    timed = replace(rulebook, rules=rules)
    directory = Facts(people=facts.people, teams=facts.teams)
    waiting = Decision.objects.filter(badge_id__in=badges, superseded_at__isnull=True, next_check_at__lt=before)
    # Asked anew each time: a badge that was just given can set the clock of another.
    while (at := waiting.filter(next_check_at__gt=after).aggregate(first=Min("next_check_at"))["first"]) is not None:
        persons = frozenset(waiting.filter(next_check_at=at).values_list("person_id", flat=True))
        read = with_held_of_now(directory)
        yield replace(decide(read, timed, persons, at=at, recorded_at=recorded_at), badges=badges)
        after = at


def _reads_facts(kind: Kind) -> bool:
    return kind.counts_facts or kind.is_usage
