"""What is stored of a verdict, and how it differs from what was stored before."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scoring.engine.criteria.kinds import KINDS
from scoring.engine.verdict import Decision as Answer
from scoring.facts.id_sets import among
from scoring.judging.judgement import Judgement
from scoring.judging.wording import missing_sentences
from scoring.models import Decision

WRITTEN_AT_ONCE = 500


@dataclass(frozen=True)
class Stored:
    """The current decision of one pair, as far as answers are compared."""

    pk: int
    version: int
    eligible: bool
    tier: str
    digest: str
    next_check_at: datetime | None

    def says(self, answer: Answer, version: int) -> bool:
        return (self.version, self.eligible, self.tier, self.digest, self.next_check_at) == (
            version,
            answer.eligible,
            answer.tier,
            answer.inputs_digest,
            moment_or_none(answer.next_check_at),
        )


@dataclass(frozen=True)
class Difference:
    """One pair whose stored decision is not what the judge answers; None: nothing stored, or a blank answer."""

    person: int
    badge: int
    stored: Stored | None
    answer: Answer | None


def differences(judgement: Judgement, persons: Iterable[int]) -> list[Difference]:
    """In the order of person and badge. One statement."""
    chosen = set(persons)
    stored = {pair: row for pair, row in _stored(chosen).items() if judgement.speaks_of(pair[1])}
    answers = judgement.verdict.decisions.about(chosen)
    versions = judgement.rulebook.version_ids
    return [
        Difference(*pair, stored.get(pair), answers.get(pair))
        for pair in sorted(stored.keys() | answers.keys())
        if _differs(stored.get(pair), answers.get(pair), versions)
    ]


def write(judgement: Judgement, found: Iterable[Difference]) -> int:
    """Store the answers and end those they replace. Runs in the transaction of its caller."""
    found = list(found)
    replaced = [d.stored.pk for d in found if d.stored is not None]
    if replaced:
        Decision.objects.filter(id__in=among(replaced)).update(superseded_at=judgement.at)
    rows = [_row(judgement, d.answer) for d in found if d.answer is not None]
    Decision.objects.bulk_create(rows, batch_size=WRITTEN_AT_ONCE)
    return len(found)


def moment_or_none(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)


def plain_measures(measures: Mapping[str, float]) -> dict[str, float]:
    """Without what is unknown: JSON has no NaN. Whole numbers stay whole.

    And without what is known of the person's use of tools: decisions are kept for good, and others read them. The
    digest still tells when it changes.
    """
    return {
        name: round(float(value), 6)
        for name, value in measures.items()
        if math.isfinite(value) and not KINDS[name.partition(".")[0]].is_usage
    }


def _stored(persons: set[int]) -> dict[tuple[int, int], Stored]:
    rows: Any = Decision.objects.filter(person_id__in=among(persons), superseded_at__isnull=True).order_by()
    return {
        (person, badge): Stored(*rest)
        for person, badge, *rest in rows.values_list(
            "person_id", "badge_id", "id", "rule_version_id", "eligible", "tier", "inputs_digest", "next_check_at"
        )
    }


def _differs(stored: Stored | None, answer: Answer | None, versions: Mapping[int, int]) -> bool:
    if stored is None or answer is None:
        return stored is not None or answer is not None
    return not stored.says(answer, versions[answer.badge])


def _row(judgement: Judgement, answer: Answer) -> Decision:
    rule = judgement.rulebook.of(answer.badge)
    assert rule is not None, "the judge answers for the rules it was given"
    return Decision(
        person_id=answer.person,
        badge_id=answer.badge,
        rule_version_id=judgement.rulebook.version_ids[answer.badge],
        eligible=answer.eligible,
        tier=answer.tier,
        measures=plain_measures(answer.measures),
        missing=missing_sentences(answer, rule, judgement.rulebook.badge_names),
        inputs_digest=answer.inputs_digest,
        decided_at=judgement.at,
        recorded_at=judgement.recorded_at,
        next_check_at=moment_or_none(answer.next_check_at),
    )
