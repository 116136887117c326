"""Which case a reviewer looks at first, and why, in words that name nobody.

Urgency is the combined score of the most suspicious (giver, receiver) that the case's findings are about, as whole
per mille of a logistic curve. It orders a list and takes nothing from anybody. Cases about work, usage, pressure or
a threshold have none of their own and keep the order in which they were opened, after those that have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from scoring.engine.combined_score import LOOK_AT, CombinedScore, score_of_everybody
from scoring.engine.facts import Ints
from scoring.engine.findings import About
from scoring.engine.policy import CURRENT
from scoring.engine.recent_gifts import recent
from scoring.engine.standing import Standing
from scoring.models import Case, FindingFact
from scoring.urgency_words import EVERYDAY, written

GIFTS = (About.NOMINATION, About.THANKS)
MOST_REASONS = 3


def order_cases(standing: Standing) -> int:
    """Write urgency and reasons of the open cases about recognition; the number of cases that changed.

    Cost: one combined score, and three statements besides one a changed case.
    """
    named: dict[int, set[tuple[int, int]]] = defaultdict(set)
    facts = FindingFact.objects.filter(
        kind__in=GIFTS, finding__cleared_at__isnull=True, finding__case__state=Case.State.OPEN,
        finding__case__subject=Case.Subject.PATTERN,
    )  # fmt: skip
    for owner, kind, number in facts.values_list("finding__case_id", "kind", "fact_id"):
        named[owner].add((kind, number))
    if not named:
        return 0
    scored = standing.once(score_of_everybody)
    row_of = _rows(standing, scored.pairs.of_gift)
    changed = []
    for case in Case.objects.filter(pk__in=named).order_by("pk"):
        rows = sorted({row_of[fact] for fact in named[case.pk] if fact in row_of})
        urgency, why = _of(scored, rows)
        if (case.urgency, case.why) != (urgency, why):
            case.urgency, case.why = urgency, why
            changed.append(case)
    Case.objects.bulk_update(changed, ["urgency", "why"], batch_size=500)
    return len(changed)


def _rows(standing: Standing, of_gift: Ints) -> Mapping[tuple[int, int], int]:
    """(kind as findings name it, gift) -> row of its pair."""
    gifts = recent(standing, CURRENT.detectors.year_days)
    # GiftKind and About number nominations and thanks alike.
    return dict(zip(zip(gifts.kind.tolist(), gifts.id.tolist(), strict=True), of_gift.tolist(), strict=True))


def _of(scored: CombinedScore, rows: list[int]) -> tuple[int, str]:
    if not rows:
        return 0, ""
    first = rows[int(np.argmax(scored.score[rows]))]
    urgency = round(1000.0 / (1.0 + float(np.exp(-scored.score[first]))))
    parts = sorted(((float(part[first]), name) for name, part in scored.parts.items()), reverse=True)
    if scored.score[first] < LOOK_AT:
        return urgency, EVERYDAY
    return urgency, written((name for part, name in parts if part > 0.0), MOST_REASONS)
