"""Days and weeks (from Monday, UTC) by the numbers that they are kept under."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from scoring.engine.facts import DAY
from scoring.engine.findings import WEEKS_A_PERSON
from scoring.engine.policy import CURRENT

EPOCH = date(1970, 1, 1)
ANCHOR = EPOCH + timedelta(days=CURRENT.anchor // DAY)


def week_of(day: date) -> int:
    return (day - ANCHOR).days // 7


def monday_of(week: int) -> date:
    return ANCHOR + timedelta(days=7 * week)


def began(usage_week: int) -> datetime:
    """Midnight (UTC) of the Monday of a usage week, by the id that findings and explanations know it by."""
    return datetime.combine(monday_of(usage_week % WEEKS_A_PERSON), time.min, UTC)


def day_of(seconds: int) -> date:
    """The day (UTC) that holds a moment; seconds since 1970."""
    return _day_number(seconds // DAY)


@cache
def _day_number(number: int) -> date:
    return EPOCH + timedelta(days=number)


def seconds_of(day: date) -> int:
    """Midnight at its beginning; seconds since 1970."""
    return (day - EPOCH).days * DAY
