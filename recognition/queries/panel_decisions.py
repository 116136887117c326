"""What the panel of a badge decided, and why."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from recognition.models import Award, AwardChange, Person

MOST_FRESH = 12
_DECIDED = (Award.Status.ACTIVE, Award.Status.REVOKED)


def decision_on(award: Award) -> AwardChange | None:
    """The panel's last word on it; None where it waits, or never went before people."""
    if award.status == Award.Status.PENDING:
        return None
    return _decisions().filter(award=award).order_by("-at", "-id").first()


def fresh_decisions(person: Person, since: datetime) -> list[AwardChange]:
    """What the person decided since then and nothing followed on, the newest first. One statement."""
    latest = AwardChange.objects.filter(award=OuterRef("award")).order_by("-at", "-id").values("pk")[:1]
    own = _decisions().filter(by=person, at__gte=since, award__declined_at__isnull=True, pk=Subquery(latest))
    return list(own.select_related("award__badge", "award__person").order_by("-at", "-id")[:MOST_FRESH])


def _decisions() -> QuerySet[AwardChange]:
    pending = AwardChange.objects.filter(from_status=Award.Status.PENDING, to_status__in=_DECIDED, by__isnull=False)
    return pending.select_related("by")
