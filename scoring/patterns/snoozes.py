"""Snoozes that are over: the sweep ends them, so that the judge never has to ask the clock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from scoring.models import FindingFact, Snooze
from scoring.patterns.finding_reach import people_reached
from scoring.queue import enqueue


@transaction.atomic
def end_due(now: datetime | None = None) -> int:
    """End the snoozes whose date has come and queue whom their findings reach; the number of them."""
    now = now or timezone.now()
    over = list(Snooze.objects.select_for_update().filter(ended_at__isnull=True, until__lte=now).order_by("pk"))
    for snooze in over:
        snooze.ended_at = now
        snooze.save(update_fields=["ended_at"])
        enqueue(reached_by(snooze), reason="finding.snooze")
    return len(over)


def reached_by(snooze: Snooze) -> set[int]:
    """Whose decisions read the facts of the findings that this snooze is about."""
    facts = FindingFact.objects.filter(
        finding__code=snooze.code, finding__people=snooze.person_id, finding__cleared_at__isnull=True
    )
    return people_reached(facts.values_list("kind", "fact_id"))
