"""Own signals of usage. About nobody else: there is no other query of these rows for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from recognition.models import Person
from scoring.models import DeclaredBatchJob, UsageAccount, UsageDay
from scoring.usage.columns import load_usage_weeks
from scoring.usage.weeks import monday_of

SHOWN_DAYS = 28
SHOWN_WEEKS = 12


@dataclass(frozen=True)
class SignalWeek:
    monday: date
    active_days: int


@dataclass(frozen=True)
class SignalTool:
    """What was told of one tool in the last four weeks. `active_minutes` is None where nobody said."""

    tool: str
    days: int
    requests: int
    input_tokens: int
    output_tokens: int
    active_minutes: int | None


@dataclass(frozen=True)
class MySignals:
    weeks: list[SignalWeek]  # the latest first; weeks without activity are left out
    tools: list[SignalTool]
    names: list[str]  # under which tools know the person
    kept_days: int
    jobs: list[DeclaredBatchJob]  # that are not over


def my_signals(person: Person) -> MySignals:
    """What is kept about the person's own use of tools. Four statements. Show it to this person only."""
    weeks = load_usage_weeks({person.pk})
    found = sorted(zip(weeks.week.tolist(), weeks.active_days.tolist(), strict=True), reverse=True)[:SHOWN_WEEKS]
    return MySignals(
        weeks=[SignalWeek(monday_of(week), active) for week, active in found],
        tools=_tools(person),
        names=[str(name) for name in UsageAccount.objects.filter(person=person).values_list("value", flat=True)],
        kept_days=settings.RETENTION_USAGE_DAYS,
        jobs=list(DeclaredBatchJob.objects.filter(person=person, until__gte=timezone.now().date())),
    )


def _tools(person: Person) -> list[SignalTool]:
    since = timezone.now().date() - timedelta(days=SHOWN_DAYS)
    # Several sources can tell of the same day: the greatest of them, then the sum over days.
    by_day = (
        UsageDay.objects.filter(account__person=person, day__gt=since)
        .order_by()
        .values_list("tool", "day")
        .annotate(Max("requests"), Max("input_tokens"), Max("output_tokens"), Max("user_milliseconds"))
    )
    tools: dict[str, list[tuple[int, int, int, int | None]]] = {}
    for tool, _day, *amounts in by_day:
        tools.setdefault(tool, []).append((amounts[0], amounts[1], amounts[2], amounts[3]))
    return [_of_days(tool, rows) for tool, rows in sorted(tools.items())]


def _of_days(tool: str, rows: list[tuple[int, int, int, int | None]]) -> SignalTool:
    user = [row[3] for row in rows if row[3] is not None]
    return SignalTool(
        tool=tool,
        days=len(rows),
        requests=sum(row[0] for row in rows),
        input_tokens=sum(row[1] for row in rows),
        output_tokens=sum(row[2] for row in rows),
        active_minutes=round(sum(user) / 60_000) if user else None,
    )
