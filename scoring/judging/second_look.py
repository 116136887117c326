"""Judging again the day an award was given, when something it was given for was taken back since.

The question is never "is it still met?" but "would the answer of that day stand, with what is known now of the
facts of that day?": under the rule version of that day, at its moment, with later withdrawals and reversals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from recognition.models import Award
from scoring.engine.judge import judge
from scoring.engine.policy import POLICIES
from scoring.facts.id_sets import among
from scoring.facts.load import to_seconds
from scoring.judging.judgement import Judgement
from scoring.judging.yes import Yes, rank
from scoring.live_rules import pinned_rule
from scoring.models import Decision


@dataclass(frozen=True)
class Moment:
    """One earlier yes: under which version, and when."""

    badge: int
    number: int
    at: datetime


@dataclass(frozen=True)
class SecondLook:
    """The awards that lean on something taken back, and the best answer that still stands for each."""

    best_by_award: dict[int, Yes | None]

    @classmethod
    def at_awards(cls, judgement: Judgement, awards: Sequence[Award]) -> SecondLook:
        """No statement at all unless an award is in doubt; then one, and one a rule version concerned."""
        gone = judgement.taken_back
        doubtful = [a for a in awards if any((e.get("kind"), e.get("id")) in gone for e in a.evidence)] if gone else []
        best: dict[int, Yes | None] = {award.pk: None for award in doubtful}
        by_pair = {(award.person_id, award.badge_id): award for award in doubtful}
        for moment, persons in _earlier_yes(doubtful).items():
            for person, yes in _judged_again(judgement, moment, persons).items():
                award = by_pair[person, moment.badge]
                known = best[award.pk]
                if known is None or rank(yes.tier) > rank(known.tier):
                    best[award.pk] = yes
        return cls(best)

    def doubts(self, award: Award) -> bool:
        return award.pk in self.best_by_award

    def best(self, award: Award) -> Yes | None:
        """The highest earlier answer that stands with what is known now; None when none does."""
        return self.best_by_award[award.pk]


def _earlier_yes(doubtful: Sequence[Award]) -> dict[Moment, set[int]]:
    """For each moment the persons to judge again: the first and last yes at each tier since the award began."""
    if not doubtful:
        return {}
    rows = (
        Decision.objects.filter(person_id__in=among(a.person_id for a in doubtful), eligible=True)
        .filter(badge_id__in=among(a.badge_id for a in doubtful))
        .order_by("decided_at", "id")
        .values_list("person_id", "badge_id", "tier", "rule_version__number", "decided_at", "superseded_at")
    )
    began = {(award.person_id, award.badge_id): award.given_at for award in doubtful}
    found: dict[tuple[int, int, str], list[Moment]] = defaultdict(list)
    for person, badge, tier, number, at, superseded_at in rows:
        given_at = began.get((person, badge))
        if given_at is not None and (superseded_at is None or superseded_at > given_at):
            found[person, badge, tier].append(Moment(badge, number, at))
    moments: dict[Moment, set[int]] = defaultdict(set)
    for (person, _badge, _tier), every in found.items():
        for moment in {every[0], every[-1]}:
            moments[moment].add(person)
    return moments


def _judged_again(judgement: Judgement, moment: Moment, persons: Iterable[int]) -> dict[int, Yes]:
    pinned = pinned_rule(moment.badge, moment.number)
    rule = pinned.rule
    verdict = judge(
        judgement.facts,
        [rule],
        POLICIES[pinned.policy_version],
        at=to_seconds(moment.at),
        persons=np.array(sorted(persons), np.int64),
        known_until=to_seconds(judgement.at),
    )
    yes = ((person, decision) for (person, _), decision in verdict.decisions.items() if decision.eligible)
    return {person: Yes(decision, rule, moment.at, judgement) for person, decision in yes}
