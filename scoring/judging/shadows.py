"""Drafts that decide beside the live rules: judged from the same facts, at the same moment, without effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from recognition.models import Badge
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from scoring.engine.verdict import Decision as Answer
from scoring.facts.id_sets import among
from scoring.facts.load import to_seconds
from scoring.judging.judgement import Judgement
from scoring.judging.stored_decisions import moment_or_none
from scoring.judging.yes import rank
from scoring.live_rules import asked_for, live_rule
from scoring.models import Decision, Shadow, ShadowDecision

WRITTEN_AT_ONCE = 500


@dataclass(frozen=True)
class Trial:
    """What one draft answers, by person; who is absent has nothing that counts."""

    shadow: int
    answers: dict[int, Answer]


def judge_shadows(judgement: Judgement) -> list[Trial]:
    """By every running shadow. One statement while none runs."""
    if judgement.badges is not None:
        return []  # a judgement of some badges has read the facts of those only
    running = list(Shadow.objects.filter(stopped_at=None).select_related("version").order_by("badge_id"))
    if not running:
        return []
    ids = dict(Badge.objects.values_list("slug", "id"))
    persons = None if judgement.persons is None else np.array(sorted(judgement.persons), np.int64)
    trials = []
    for shadow in running:
        version = shadow.version
        draft = live_rule(version.badge_id, version.number, version.digest, version.document, ids)
        rules: list[LiveRule] = [*asked_for(draft.rule.needs, judgement.rulebook.rules), draft]
        verdict = judge(judgement.facts, rules, CURRENT, at=to_seconds(judgement.at), persons=persons)
        answers = {person: answer for (person, badge), answer in verdict.decisions.items() if badge == draft.badge}
        trials.append(Trial(shadow.pk, answers))
    return trials


def write(trials: Iterable[Trial], judgement: Judgement, persons: Collection[int]) -> None:
    """Keep the newest answers about these persons. Runs in the transaction of its caller."""
    for trial in trials:
        answers = {person: trial.answers[person] for person in sorted(persons) if person in trial.answers}
        silent = [person for person in persons if person not in answers]
        ShadowDecision.objects.filter(shadow_id=trial.shadow, person_id__in=among(silent)).delete()
        rows = [
            ShadowDecision(
                shadow_id=trial.shadow,
                person_id=person,
                eligible=answer.eligible,
                tier=answer.tier,
                decided_at=judgement.at,
                next_check_at=moment_or_none(answer.next_check_at),
            )
            for person, answer in answers.items()
        ]
        ShadowDecision.objects.bulk_create(
            rows,
            batch_size=WRITTEN_AT_ONCE,
            update_conflicts=True,
            unique_fields=["shadow", "person"],
            update_fields=["eligible", "tier", "decided_at", "next_check_at"],
        )


@dataclass(frozen=True)
class Difference:
    """`live` and `shadow` are "", "yes" or a tier."""

    person: str  # key
    live: str
    shadow: str


@dataclass(frozen=True)
class Comparison:
    """How a draft decides beside the live version, over everybody."""

    agree: int  # both say yes, at the same tier
    only_shadow: int
    only_live: int
    other_tier: int
    differences: tuple[Difference, ...]


def compare(shadow: Shadow) -> Comparison:
    """With the present decisions about the badge. Two statements."""
    live = _answers(Decision.objects.filter(badge=shadow.badge_id, superseded_at=None, eligible=True))
    drafted = _answers(ShadowDecision.objects.filter(shadow=shadow, eligible=True))
    both = live.keys() & drafted.keys()
    other_tier = {key for key in both if rank(live[key]) != rank(drafted[key])}
    differing = sorted((live.keys() ^ drafted.keys()) | other_tier)
    return Comparison(
        agree=len(both) - len(other_tier),
        only_shadow=len(drafted.keys() - live.keys()),
        only_live=len(live.keys() - drafted.keys()),
        other_tier=len(other_tier),
        differences=tuple(Difference(key, _said(live.get(key)), _said(drafted.get(key))) for key in differing),
    )


def _answers(rows: QuerySet[Decision] | QuerySet[ShadowDecision]) -> dict[str, str]:
    return dict(rows.order_by().values_list("person__key", "tier"))


def _said(tier: str | None) -> str:
    return "" if tier is None else tier or "yes"
