"""How long panels take, how many words weigh less because of a pattern, and where people may have been pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import F, Max, OuterRef, Subquery

from recognition.models import Award, AwardChange
from scoring.engine.findings import About
from scoring.facts.id_sets import among
from scoring.models import Case, FindingFact
from scoring.queries.insights.period import Period
from scoring.queries.insights.words import nominations_in, thanks_in

PENDING = Award.Status.PENDING


@dataclass(frozen=True)
class PanelTime:
    """`typical`: the median from asking a panel to its answer; None where there was none."""

    answered: int
    typical: timedelta | None
    waiting: int
    longest: timedelta | None  # of those that wait now


@dataclass(frozen=True)
class HeldBack:
    words: int
    less: int

    @property
    def rate(self) -> float:
        return self.less / self.words if self.words else 0.0


@dataclass(frozen=True)
class Pressure:
    seen: int  # cases opened in the period
    open: int  # now


def panel_time(period: Period) -> PanelTime:
    """Two statements."""
    asked = AwardChange.objects.filter(award=OuterRef("award"), to_status=PENDING, at__lte=OuterRef("at"))
    answers = AwardChange.objects.filter(from_status=PENDING, at__gte=period.since, at__lt=period.until)
    newest = asked.order_by().values("award").annotate(newest=Max("at")).values("newest")
    waits = [
        answered - begun
        for answered, begun in answers.annotate(begun=Subquery(newest)).values_list("at", "begun")
        if begun is not None
    ]
    begun_now = list(Award.objects.filter(status=PENDING).order_by().values_list("given_at", flat=True))
    return PanelTime(
        answered=len(waits),
        typical=median(waits) if waits else None,
        waiting=len(begun_now),
        longest=_longest(begun_now, period.until),
    )


def held_back(period: Period) -> HeldBack:
    """Words of the period that a finding in force is about, unless a reviewer called it a false alarm.

    What the formula discounts without any finding (a repeat, an own team) is no part of it: that is how words are
    read, and touches nearly everybody. Four statements.
    """
    in_force = (
        FindingFact.objects.filter(finding__cleared_at=None, finding__factor__lt=1.0)
        .exclude(finding__case__state=Case.State.DISMISSED)
        .order_by()
    )
    touched: dict[int, list[int]] = {About.THANKS: [], About.NOMINATION: []}
    for kind, fact in in_force.filter(kind__in=touched).values_list("kind", F("fact_id")).distinct():
        touched[kind].append(fact)
    thanks, nominations = thanks_in(period), nominations_in(period)
    less = thanks.filter(pk__in=among(touched[About.THANKS])).count()
    less += nominations.filter(pk__in=among(touched[About.NOMINATION])).count()
    return HeldBack(thanks.count() + nominations.count(), less)


def pressure(period: Period) -> Pressure:
    """Two statements."""
    cases = Case.objects.filter(subject=Case.Subject.PRESSURE)
    seen = cases.filter(opened_at__gte=period.since, opened_at__lt=period.until).count()
    return Pressure(seen, cases.filter(state=Case.State.OPEN).count())


def _longest(begun: list[datetime], now: datetime) -> timedelta | None:
    return now - min(begun) if begun else None
