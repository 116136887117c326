"""Where outcomes come from, and when something last came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from recognition.models import Outcome

MOST_SOURCES = 50
MOST_COUNTED = 10_000  # a page says "more than", and does not count millions
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Source:
    """`recent`: outcomes of the last thirty days. Both counts end at MOST_COUNTED + 1."""

    name: str
    last: datetime
    recent: int
    all: int

    @property
    def quiet(self) -> bool:
        return self.recent == 0


def sources() -> list[Source]:
    """Every source by name: four statements a source, each of which reads a bounded part of one index."""
    found: list[Source] = []
    name = _after("")
    while name is not None and len(found) < MOST_SOURCES:
        outcomes = Outcome.objects.filter(source=name).order_by()
        last = outcomes.order_by("-recorded_at").values_list("recorded_at", flat=True)[0]
        recent = outcomes.filter(recorded_at__gte=timezone.now() - RECENT)
        found.append(Source(name, last, _up_to(recent), _up_to(outcomes)))
        name = _after(name)
    return found


def _after(name: str) -> str | None:
    return Outcome.objects.filter(source__gt=name).order_by("source").values_list("source", flat=True).first()


def _up_to(outcomes: QuerySet[Outcome]) -> int:
    return outcomes[: MOST_COUNTED + 1].count()
