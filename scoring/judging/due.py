"""Whose decision or award can change by time alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from recognition.models import Award, Nomination, Outcome, Thanks, Verification
from scoring.models import Decision, ShadowDecision
from scoring.queue import enqueue

# Facts can be dated up to a day ahead (clocks and time zones of sources). They are looked for in a window
# that is longer than the pause between two looks; what slips through is found by the nightly comparison.
AHEAD_WINDOW = timedelta(minutes=20)


def queue_due(now: datetime | None = None) -> int:
    """Queue everybody for whom the time has come; the number of people."""
    now = now or timezone.now()
    queued = enqueue(due_persons(now), reason="due.time")
    return queued + enqueue(_facts_dated_ahead(now), reason="due.fact", neighbourhood=True)


def due_persons(now: datetime) -> set[int]:
    """With a decision, also in the shadow, to be checked by now, or a badge that has run out. Three statements."""
    decisions = Decision.objects.filter(superseded_at__isnull=True, next_check_at__lte=now)
    expired = Award.objects.filter(
        status__in=[Award.Status.ACTIVE, Award.Status.PENDING],
        expires_at__lte=now,
        declined_at__isnull=True,
        rule_version__isnull=False,
    )
    tried = ShadowDecision.objects.filter(shadow__stopped_at__isnull=True, next_check_at__lte=now)
    return {person for rows in (decisions, expired, tried) for person in rows.values_list("person_id", flat=True)}


def _facts_dated_ahead(now: datetime) -> set[int]:
    """Givers, receivers, authors and verifiers of facts that were recorded before they happened, and just did."""
    just_now = {"at__gt": now - AHEAD_WINDOW, "at__lte": now, "recorded_at__lt": F("at")}
    pairs = [
        Nomination.objects.filter(**just_now).values_list("nominator_id", "nominee_id"),
        Thanks.objects.filter(**just_now).values_list("giver_id", "receiver_id"),
        Verification.objects.filter(**just_now).values_list("verifier_id", "outcome__contributions__person_id"),
        Outcome.objects.filter(**just_now).values_list("contributions__person_id", "verifications__verifier_id"),
    ]
    return {person for rows in pairs for pair in rows.order_by() for person in pair if person is not None}
