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

MUCH = 10**9  # tokens; only to say a kind word about a number that is hard to grasp
Amounts = tuple[int, int, int, int | None]  # requests, tokens read, tokens written, milliseconds of the person


@dataclass(frozen=True)
class SignalWeek:
    monday: date
    active_days: int


@dataclass(frozen=True)
class SignalTool:
    """What was told of one tool in some days. `active_minutes` is None where nobody said."""

    tool: str
    days: int
    requests: int
    input_tokens: int
    output_tokens: int
    active_minutes: int | None

    @property
    def tokens(self) -> int:
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True)
class ToolTold:
    """One tool, lately and in all that is kept."""

    tool: str
    since: date
    lately: SignalTool | None
    total: SignalTool


@dataclass(frozen=True)
class MySignals:
    weeks: list[SignalWeek]  # the latest first; weeks without activity are left out
    tools: list[ToolTold]
    names: list[str]  # under which tools know the person
    kept_days: int
    jobs: list[DeclaredBatchJob]  # that are not over

    @property
    def much(self) -> bool:
        return any(told.total.tokens >= MUCH for told in self.tools)


def my_signals(person: Person) -> MySignals:
    """What is kept about the person's own use of tools. Four statements at most. Show it to this person only."""
    names = [str(name) for name in UsageAccount.objects.filter(person=person).values_list("value", flat=True)]
    return MySignals(
        # All usage hangs on names: who is known by none has none.
        weeks=_weeks(person) if names else [],
        tools=_tools(person) if names else [],
        names=names,
        kept_days=settings.RETENTION_USAGE_DAYS,
        jobs=list(DeclaredBatchJob.objects.filter(person=person, until__gte=timezone.now().date())),
    )


def _weeks(person: Person) -> list[SignalWeek]:
    weeks = load_usage_weeks({person.pk})
    found = sorted(zip(weeks.week.tolist(), weeks.active_days.tolist(), strict=True), reverse=True)[:SHOWN_WEEKS]
    return [SignalWeek(monday_of(week), active) for week, active in found]


def _tools(person: Person) -> list[ToolTold]:
    lately = timezone.now().date() - timedelta(days=SHOWN_DAYS)
    # Several sources can tell of the same day: the greatest of them, then the sum over days.
    by_day = (
        UsageDay.objects.filter(account__person=person)
        .order_by()
        .values_list("tool", "day")
        .annotate(Max("requests"), Max("input_tokens"), Max("output_tokens"), Max("user_milliseconds"))
    )
    tools: dict[str, list[tuple[date, Amounts]]] = {}
    for tool, day, *amounts in by_day:
        tools.setdefault(tool, []).append((day, (amounts[0], amounts[1], amounts[2], amounts[3])))
    return [
        ToolTold(
            tool=tool,
            since=min(day for day, _amounts in rows),
            lately=_of_days(tool, recent) if (recent := [row for day, row in rows if day > lately]) else None,
            total=_of_days(tool, [row for _day, row in rows]),
        )
        for tool, rows in sorted(tools.items())
    ]


def _of_days(tool: str, rows: list[Amounts]) -> SignalTool:
    user = [row[3] for row in rows if row[3] is not None]
    return SignalTool(
        tool=tool,
        days=len(rows),
        requests=sum(row[0] for row in rows),
        input_tokens=sum(row[1] for row in rows),
        output_tokens=sum(row[2] for row in rows),
        active_minutes=round(sum(user) / 60_000) if user else None,
    )
