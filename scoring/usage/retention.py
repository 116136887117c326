"""Forgetting: what is kept of usage, and for how long.

Moments of requests: until no late delivery is expected. Sums, rhythms and receipts: RETENTION_USAGE_DAYS. For good:
on how many days of which week somebody was active, because rules count it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from scoring.models import UsageAccount, UsageDay, UsageReceipt, UsageSeries, UsageSketch, UsageWeek
from scoring.usage import days
from scoring.usage.accounts import claim_accounts
from scoring.usage.readings import NANOSECONDS

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
    gone = days.week_of(oldest)
    open_week = days.week_of(today - timedelta(days=LATE_DAYS))
    claimed = claim_accounts()
    UsageSeries.objects.filter(ended__lt=days.seconds_of(oldest) * NANOSECONDS).delete()
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
