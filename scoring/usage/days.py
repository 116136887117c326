"""Amounts into the sums of days, and days into the weeks that a rule may count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.utils import timezone

from scoring.models import UsageDay, UsageWeek
from scoring.usage.batch_jobs import machine_weeks_of
from scoring.usage.readings import COLUMNS
from scoring.usage.rows import Merge, as_parameter, insert_sql, moment, upsert
from scoring.usage.weeks import week_of

Key = tuple[int, str, date]  # account, tool, day
Amounts = dict[Key, Counter[str]]
# Empty is something else than 0: the source did not say how long the person was active.
MAY_BE_EMPTY = ("user_milliseconds", "cli_milliseconds")


def keep(amounts: Mapping[Key, Mapping[str, int]], source: str, how: Merge) -> set[int]:
    """Add the amounts (or raise to them, for reports). Three statements. An amount of nothing makes no day of activity,
    nor does a tool in a week for which a batch job was declared.

    Returns the accounts of which a rule may now count another week.
    """
    active = {key: of for key, of in sorted(amounts.items()) if any(of.values())}
    rows = [
        {
            "account_id": account, "tool": tool, "source": source, "day": day.isoformat(),
            **{c: of.get(c, None if c in MAY_BE_EMPTY else 0) for c in COLUMNS},
        }
        for (account, tool, day), of in active.items()
    ]  # fmt: skip
    upsert(UsageDay, rows, ("account_id", "tool", "source", "day"), dict.fromkeys(COLUMNS, how))
    by_machine = machine_weeks_of(account for account, _tool, _day in active)
    return _mark((account, day) for account, tool, day in active if (account, tool, week_of(day)) not in by_machine)


def _mark(active: Iterable[tuple[int, date]]) -> set[int]:
    masks: dict[tuple[int, int], int] = defaultdict(int)
    for account, day in active:
        masks[account, week_of(day)] |= 1 << day.weekday()
    if not masks:
        return set()
    now = moment(timezone.now())
    rows = [
        {
            "account_id": account, "week": week, "day_mask": mask, "active_days": mask.bit_count(),
            "recorded_at": now, "two_days_at": now if mask.bit_count() > 1 else None,
        }
        for (account, week), mask in masks.items()
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_mark_sql(), [as_parameter(rows), now])
        return {account for account, may_count in cursor.fetchall() if may_count}


def _mark_sql() -> str:
    """Days that were known already change nothing, nor does a week whose days are forgotten (mask empty).

    Tells of each changed week whether it may count from now on: its second day is new, or it has one day and the
    person other accounts, where there may be another.
    """
    both = "(scoring_usageweek.day_mask | excluded.day_mask)"
    days = " + ".join(f"(({both} >> {bit}) & 1)" for bit in range(7))
    columns = ("account_id", "week", "day_mask", "active_days", "recorded_at", "two_days_at")
    others = (
        "EXISTS(SELECT 1 FROM scoring_usageaccount mine JOIN scoring_usageaccount other "
        "ON other.person_id = mine.person_id AND other.id <> mine.id WHERE mine.id = scoring_usageweek.account_id)"
    )
    insert = insert_sql(UsageWeek, columns, ("account_id", "week"))
    return (
        f"{insert} ON CONFLICT (account_id, week) DO UPDATE SET day_mask = {both}, active_days = {days}, "
        f"two_days_at = CASE WHEN scoring_usageweek.two_days_at IS NULL AND {days} > 1 THEN excluded.recorded_at "
        f"ELSE scoring_usageweek.two_days_at END WHERE {both} <> scoring_usageweek.day_mask "
        f"RETURNING account_id, CASE WHEN active_days > 1 THEN two_days_at = %s ELSE {others} END"
    )
