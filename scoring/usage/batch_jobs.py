"""Weeks in which a machine uses a tool in somebody's name, as that person declared beforehand.

What the tool tells of such a week is left out altogether: it makes no day of activity for a rule, and no sign for a
detector. Nobody can tell the machine's requests from the person's own there. Every other tool, and every other week,
is read as always, so a declaration excuses nothing but what it gives up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from scoring.facts.id_sets import among
from scoring.models import DeclaredBatchJob, UsageDay, UsageWeek
from scoring.usage.weeks import monday_of, week_of


def whole_weeks(since: date, until: date) -> tuple[date, date]:
    """The Monday and the Sunday around. Rhythms are kept by week, so less than a week cannot be left out."""
    return since - timedelta(days=since.weekday()), until + timedelta(days=6 - until.weekday())


def by_a_machine() -> Exists:
    """Of rows of UsageDay: told of a tool in a declared week of its person."""
    return Exists(
        DeclaredBatchJob.objects.filter(
            person=OuterRef("account__person"), tool=OuterRef("tool"),
            since__lte=OuterRef("day"), until__gte=OuterRef("day"),
        )
    )  # fmt: skip


def machine_weeks(persons: Iterable[int] | None = None) -> set[tuple[int, str, int]]:
    """(person, tool, week) of all declared jobs, or of these persons. One statement."""
    rows = DeclaredBatchJob.objects.order_by()
    if persons is not None:
        rows = rows.filter(person_id__in=among(persons))
    found = rows.values_list("person_id", "tool", "since", "until")
    return {
        (person, tool, week)
        for person, tool, since, until in found
        for week in range(week_of(since), week_of(until) + 1)
    }


def machine_weeks_of(accounts: Iterable[int]) -> set[tuple[int, str, int]]:
    """(account, tool, week), for deliveries. One statement."""
    rows = DeclaredBatchJob.objects.filter(person__usage_accounts__in=set(accounts)).order_by()
    found = rows.values_list("person__usage_accounts", "tool", "since", "until")
    return {
        (account, tool, week)
        for account, tool, since, until in found
        for week in range(week_of(since), week_of(until) + 1)
    }


def take_out(persons: Iterable[int]) -> None:
    """Days that were kept as active before the job was known, or before the account was this person's. Three
    statements where there are such weeks.

    Weeks whose single days are forgotten stay as they are: what a rule counted for good is not counted anew.
    """
    weeks = {(person, week) for person, _tool, week in machine_weeks(persons)}
    if not weeks:
        return
    people, numbers = {person for person, _ in weeks}, {week for _, week in weeks}
    rows = UsageWeek.objects.filter(account__person__in=people, week__in=numbers, day_mask__isnull=False)
    kept = [row for row in rows.select_related("account") if (row.account.person_id, row.week) in weeks]
    masks: dict[tuple[int, int], int] = defaultdict(int)
    own = UsageDay.objects.filter(
        account__in={row.account_id for row in kept},
        day__gte=monday_of(min(numbers)), day__lt=monday_of(max(numbers) + 1),
    ).exclude(by_a_machine())  # fmt: skip
    for account, day in own.order_by().values_list("account_id", "day"):
        masks[account, week_of(day)] |= 1 << day.weekday()
    for row in kept:
        row.day_mask = masks[row.account_id, row.week]
        row.active_days = row.day_mask.bit_count()
        if row.active_days < 2:
            row.two_days_at = None
    active = [row for row in kept if row.active_days]
    UsageWeek.objects.bulk_update(active, ["day_mask", "active_days", "two_days_at"], batch_size=500)
    UsageWeek.objects.filter(pk__in=[row.pk for row in kept if not row.active_days]).delete()
