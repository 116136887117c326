"""What judging would change, without storing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from recognition.models import Badge, Person
from scoring.facts.id_sets import among
from scoring.judging.award_steps import awards_of, steps_for
from scoring.judging.judgement import judge_persons
from scoring.judging.recalculation import check_not_before_history
from scoring.judging.stored_decisions import differences


@dataclass(frozen=True)
class DryRun:
    decisions: int
    awards: int
    lines: tuple[str, ...]  # one an award, by person and badge


def dry_run(persons: Iterable[int] | None, *, at: datetime | None = None) -> DryRun:
    """For these people (None: everybody)."""
    check_not_before_history(at)
    judgement = judge_persons(persons, at=at)
    everybody = Person.objects.values_list("id", flat=True)
    chosen = set(everybody if judgement.persons is None else judgement.persons)
    steps = steps_for(judgement, chosen, awards_of(chosen))
    keys = dict(Person.objects.filter(id__in=among(s.person_id for s in steps)).values_list("id", "key"))
    slugs = dict(Badge.objects.values_list("id", "slug"))
    return DryRun(
        decisions=len(differences(judgement, chosen)),
        awards=len(steps),
        lines=tuple(
            f"{keys[s.person_id]} / {slugs[s.badge_id]}: {' '.join(filter(None, (s.status, s.tier)))}. {s.reason}"
            for s in steps
        ),
    )
