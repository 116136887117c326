"""The one way in: readings, requests and totals of a day, checked, counted once and kept.

Whatever arrives again, late or in another order leads to the same rows. The amounts themselves are read by detectors
only; a rule sees in which weeks somebody was active on two days, so only the second day of a week makes the judge look
again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recognition.signals import facts_changed
from scoring.engine.facts import DAY
from scoring.models import UsageDay
from scoring.usage import counters, days, sketches, weeks
from scoring.usage.accounts import Account, accounts_of
from scoring.usage.readings import (
    MOST_A_POINT,
    NANOSECONDS,
    DayTotal,
    Reading,
    Received,
    Request,
    Who,
)
from scoring.usage.rows import Merge

Owned = dict[Who, Account]


@transaction.atomic
def receive_readings(source: str, readings: Sequence[Reading]) -> Received:
    """Values of counters. A constant number of statements, however many there are."""
    received = Received()
    limits = Limits.now()
    good = [one for one in readings if not limits.keep_out(one.who, one.end // NANOSECONDS, (one.amount,), received)]
    owners = accounts_of(one.who for one in good)
    new = counters.fresh(good)
    amounts: days.Amounts = defaultdict(Counter)
    for one in new:
        amounts[owners[one.who].id, one.tool, weeks.day_of(one.end // NANOSECONDS)][one.column] += one.amount
    received.counted, received.known = len(new), len(good) - len(new)
    received.unclaimed = sum(owners[one.who].person is None for one in new)
    _keep(source, amounts, "add", owners)
    return received


@transaction.atomic
def receive_requests(source: str, requests: Sequence[Request]) -> Received:
    """Single requests: into the sums of their day and the sketch of their week."""
    received = Received()
    limits = Limits.now()
    good = [one for one in requests if not limits.keep_out(one.who, one.at // 1000, one.amounts.values(), received)]
    owners = accounts_of(one.who for one in good)
    unknown = counters.new_keys((one.key, one.at // 1000) for one in good)
    new = list({one.key: one for one in good if one.key in unknown}.values())
    amounts: days.Amounts = defaultdict(Counter)
    for one in new:
        of_day = amounts[owners[one.who].id, one.tool, weeks.day_of(one.at // 1000)]
        of_day.update(one.amounts)
        of_day["requests"] += 1
    received.counted, received.known = len(new), len(good) - len(new)
    received.unclaimed = sum(owners[one.who].person is None for one in new)
    _keep(source, amounts, "add", owners)
    sketches.keep(sketches.arrivals(_in_week(one, owners[one.who]) for one in new))
    return received


@transaction.atomic
def receive_totals(source: str, totals: Sequence[DayTotal]) -> Received:
    """Totals of days; where two speak of the same day the greater counts."""
    received = Received()
    limits = Limits.now()
    good = [
        one for one in totals if not limits.keep_out(one.who, weeks.seconds_of(one.day), one.amounts.values(), received)
    ]
    owners = accounts_of(one.who for one in good)
    amounts: days.Amounts = {}
    for one in good:
        key = (owners[one.who].id, one.tool, one.day)
        amounts[key] = amounts.get(key, Counter()) | Counter(one.amounts)
    received.counted = len(good)
    received.unclaimed = sum(owners[one.who].person is None for one in good)
    _keep(source, amounts, "greatest", owners)
    return received


@dataclass(frozen=True)
class Limits:
    """What is counted at this moment; times in seconds since 1970."""

    oldest: int
    latest: int

    @classmethod
    def now(cls) -> Limits:
        now = int(timezone.now().timestamp())
        return cls(oldest=now - now % DAY - settings.RETENTION_USAGE_DAYS * DAY, latest=now + DAY)

    def why_not(self, who: Who, at: int, amounts: Collection[int]) -> str:
        """Why something cannot be counted, in words for who sent it; "" where it can."""
        if not who:
            return "names nobody: set user.email, user.id or user.account_uuid"
        if min(amounts, default=0) < 0 or max(amounts, default=0) > MOST_A_POINT:
            return f"an amount is negative or larger than {MOST_A_POINT:,}"
        if at < self.oldest:
            return f"is older than {settings.RETENTION_USAGE_DAYS} days, which is how long usage is kept"
        if at > self.latest:
            return "lies more than a day in the future"
        return ""

    def keep_out(self, who: Who, at: int, amounts: Collection[int], received: Received) -> bool:
        """True, and counted, where it cannot be counted as usage."""
        reason = self.why_not(who, at, amounts)
        if reason:
            received.refused[reason] += 1
        return bool(reason)


def _keep(source: str, amounts: Mapping[days.Key, Mapping[str, int]], how: Merge, owners: Owned) -> None:
    counting = days.keep(amounts, source, how)
    persons = {owner.person for owner in owners.values() if owner.person is not None and owner.id in counting}
    if persons:
        facts_changed.send(sender=UsageDay, person_ids=persons, reason="usage.arrived")


def _in_week(request: Request, owner: Account) -> tuple[sketches.Key, int, str]:
    week = weeks.week_of(weeks.day_of(request.at // 1000))
    return (owner.id, request.tool, week), request.at - weeks.seconds_of(weeks.monday_of(week)) * 1000, request.prompt
