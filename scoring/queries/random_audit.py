"""Awards drawn by lot, as reviewers see them, and how much is missed as a picture."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from recognition.models import Person
from scoring.models import AuditSample
from scoring.patterns.random_audit import Estimate

WIDTH = 640  # px of the picture
SCALES = (0.05, 0.1, 0.25, 0.5, 1.0)  # the least of them that holds the interval


@dataclass(frozen=True)
class Interval:
    """Where the share and its ends lie on a line from 0 to `top`."""

    top: float
    low: float
    share: float
    high: float
    width: int = WIDTH

    @property
    def span(self) -> float:
        return round(self.high - self.low, 1)


def visible_to(reader: Person) -> QuerySet[AuditSample]:
    """All but the reader's own awards and those of the reader's reports."""
    rows = AuditSample.objects.select_related("award__person__team", "award__badge", "by")
    managed = Q(award__person__manager__isnull=False) & Q(award__person__manager=reader)
    return rows.filter(~(Q(award__person=reader) | managed))


def of_state(reader: Person, state: str) -> QuerySet[AuditSample]:
    """`waiting`: whoever was drawn first comes first. Else of that verdict, the latest first."""
    rows = visible_to(reader)
    if state == "waiting":
        return rows.filter(verdict="").order_by("drawn_at", "id")
    return rows.filter(verdict=state).order_by("-decided_at", "-id")


def counts_of(reader: Person) -> dict[str, int]:
    """How many in each state. One statement."""
    counted = dict(visible_to(reader).order_by().values_list("verdict").annotate(Count("pk")))
    return {state: counted.get("" if state == "waiting" else state, 0) for state in ("waiting", "sound", "missed")}


def next_waiting(reader: Person, *, after: AuditSample) -> AuditSample | None:
    """The one that follows in the queue, else the first of the others."""
    others = of_state(reader, "waiting").exclude(pk=after.pk)
    later = Q(drawn_at__gt=after.drawn_at) | Q(drawn_at=after.drawn_at, pk__gt=after.pk)
    return others.filter(later).first() or others.first()


def interval_of(estimate: Estimate) -> Interval:
    top = next(scale for scale in SCALES if estimate.high <= scale)
    low, share, high = (round(WIDTH * part / top, 1) for part in (estimate.low, estimate.share, estimate.high))
    return Interval(top, low, share, high)
