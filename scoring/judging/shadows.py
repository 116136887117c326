"""Drafts that decide beside the live rules: judged from the same facts, at the same moment, without effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from recognition.models import Badge
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from scoring.engine.verdict import Decision as Answer
from scoring.facts.id_sets import among
from scoring.facts.load import to_seconds
from scoring.judging.judgement import Judgement
from scoring.judging.stored_decisions import moment_or_none
from scoring.live_rules import asked_for, live_rule
from scoring.models import Shadow, ShadowDecision

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
