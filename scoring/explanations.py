"""Decisions in words, worked out at the moment somebody asks."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.models import Badge, Person
from recognition.models.badges import shown_name
from scoring.engine.explain import Explanation, Names, explain
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from scoring.facts.load import load_facts, to_seconds
from scoring.facts.snapshot import one_moment
from scoring.live_rules import asked_for, live_rulebook


class NotJudgedError(LookupError):
    """Why there is nothing to explain, as a sentence."""


def explain_decision(
    person: Person, badge: Badge, *, at: datetime | None = None, by_another: bool = True
) -> Explanation:
    """How near this person is to this badge under the live rule, now or at an earlier moment.

    `by_another`: not for the person's own eyes alone, so without what is known of their use of tools.
    Judged from the facts as they are known now; nothing is stored. Eleven statements.

    Raises:
        NotJudgedError: no live rule, or a person who is not judged (a bot, or gone by that day).
    """
    found = explain_badges(person, [badge], at=at, by_another=by_another)
    if badge.pk not in found:
        raise NotJudgedError(_why_not(person, badge))
    return found[badge.pk]


def explain_badges(
    person: Person, badges: list[Badge], *, at: datetime | None = None, by_another: bool = True
) -> dict[int, Explanation]:
    """The same for several badges with one load of facts: badge id -> explanation, where there is one."""
    wanted = {badge.pk for badge in badges}
    with one_moment():
        facts, rulebook = load_facts({person.pk}), live_rulebook()
    # A rule can ask whether other badges are held, and theirs whether yet others are.
    rules = asked_for((live.rule.badge for live in rulebook.rules if live.badge in wanted), rulebook.rules)
    verdict = judge(
        facts,
        rules,
        CURRENT,
        at=to_seconds(at or timezone.now()),
        persons=np.array([person.pk], np.int64),
        blanks=True,
    )
    names = Names({slug: shown_name(name) for slug, name in rulebook.badge_names.items()})
    return {
        live.badge: explain(verdict.decisions[person.pk, live.badge], live.rule, names, by_another=by_another)
        for live in rulebook.rules
        if live.badge in wanted and (person.pk, live.badge) in verdict.decisions
    }


def _why_not(person: Person, badge: Badge) -> str:
    if badge.state != Badge.State.LIVE:
        places = {"badge": badge.shown_name, "state": badge.get_state_display()}
        return _("%(badge)s cannot be earned: it is %(state)s.") % places
    if person.automated:
        return _("%(name)s is automated: bots neither give nor receive.") % {"name": person.display_name}
    if not person.is_active:
        sentence = _("%(name)s has left; nothing is judged any more, and earned badges stay.")
        return sentence % {"name": person.display_name}
    sentence = _("%(badge)s has no rule in force: publish one with `manage.py rules publish`.")
    return sentence % {"badge": badge.shown_name}
