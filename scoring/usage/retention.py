"""Forgetting: what is kept of usage, and for how long.

Moments of requests: until no late delivery is expected. Sums, rhythms and receipts: RETENTION_USAGE_DAYS. For good:
on how many days of which week somebody was active, because rules count it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from scoring.facts.id_sets import among
from scoring.models import UsageAccount, UsageDay, UsageReceipt, UsageSeries, UsageSketch, UsageWeek
from scoring.usage.accounts import claim_accounts
from scoring.usage.readings import NANOSECONDS
from scoring.usage.weeks import seconds_of, week_of

# Days after the end of a week until its moments are folded into sums: laptops come back from holidays.
LATE_DAYS = 14


@dataclass(frozen=True)
class Forgotten:
    """Rows by what happened to them."""

    claimed: int
    folded: int
    days: int
    sketches: int
    weeks: int  # that keep only their number of active days
    receipts: int
    accounts: int  # of nobody, with nothing left

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@transaction.atomic
def forget() -> Forgotten:
    """Safe to repeat: what was forgotten cannot be forgotten again."""
    today = timezone.now().date()
    oldest = today - timedelta(days=settings.RETENTION_USAGE_DAYS)
    # A week is over with its last day; it goes when all its days have gone.
    gone = week_of(oldest)
    open_week = week_of(today - timedelta(days=LATE_DAYS))
    claimed = claim_accounts()
    _count_together(gone)
    UsageSeries.objects.filter(ended__lt=seconds_of(oldest) * NANOSECONDS).delete()
    return Forgotten(
        claimed=claimed,
        folded=UsageSketch.objects.filter(folded=0, week__lt=open_week).update(times="", folded=1),
        days=UsageDay.objects.filter(day__lt=oldest).delete()[0],
        sketches=UsageSketch.objects.filter(week__lt=gone).delete()[0],
        weeks=UsageWeek.objects.filter(week__lt=gone).exclude(day_mask=None).update(day_mask=None),
        receipts=UsageReceipt.objects.filter(day__lt=oldest).delete()[0],
        accounts=UsageAccount.objects.filter(person=None)
        .exclude(weeks__week__gte=gone)
        .exclude(days__day__gte=oldest)
        .exclude(sketches__week__gte=gone)
        .delete()[1]
        .get("scoring.UsageAccount", 0),
    )


def _count_together(gone: int) -> None:
    """Weeks of people with several accounts keep the number of days of all of them: which days, is then forgotten.

    Two statements where somebody has two accounts active in one week, else one.
    """
    forgotten = UsageWeek.objects.filter(week__lt=gone).exclude(day_mask=None).exclude(account__person=None)
    several = forgotten.order_by().values("account__person_id", "week").annotate(n=Count("pk")).filter(n__gt=1)
    keys = {(row["account__person_id"], row["week"]) for row in several}
    if not keys:
        return
    rows = forgotten.filter(account__person_id__in=among({person for person, _ in keys})).select_related("account")
    together: dict[tuple[int | None, int], list[UsageWeek]] = {}
    for row in rows.order_by("pk"):
        together.setdefault((row.account.person_id, row.week), []).append(row)
    changed = []
    for weeks in together.values():
        mask = reduce(or_, (week.day_mask or 0 for week in weeks))
        known_at = max(week.recorded_at for week in weeks)
        for week in weeks:
            if week.active_days < mask.bit_count():
                week.active_days, week.two_days_at = mask.bit_count(), week.two_days_at or known_at
                changed.append(week)
    UsageWeek.objects.bulk_update(changed, ["active_days", "two_days_at"], batch_size=500)
