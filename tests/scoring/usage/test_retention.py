"""What is forgotten, and what stays."""

from datetime import date, timedelta

import pytest
import time_machine

from recognition.models import Person
from scoring.models import (
    QueuedPerson,
    UsageAccount,
    UsageDay,
    UsageReceipt,
    UsageSeries,
    UsageSketch,
    UsageToken,
    UsageWeek,
)
from scoring.usage.retention import forget
from tests.conftest import NOW
from tests.scoring.usage.deliveries import CUMULATIVE, of_ada, on, request, sums


@pytest.fixture
def usage(deliver, ada):
    """Two active days in the week of 8 June, one with a request."""
    deliver(sums((100, on(9, 8), on(9, 9), of_ada())))
    deliver(sums((100, on(10, 8), on(10, 9), of_ada()), temporality=CUMULATIVE))
    deliver(request(on(10, 9), request_id="r1", user_email="ada@plaudit.example", output_tokens=3), "/v1/logs")


def later(days):
    return time_machine.travel(NOW + timedelta(days=days))


def test_nothing_is_forgotten_too_early(usage):
    with later(10):
        done = forget()
    assert set(done.as_dict().values()) == {0}
    assert UsageSketch.objects.get().times


def test_moments_are_folded_when_no_late_delivery_is_expected(usage):
    before = UsageSketch.objects.get()
    with later(20):
        assert forget().folded == 1
        assert forget().folded == 0
    after = UsageSketch.objects.get()
    assert (after.times, after.requests, after.histogram) == ("", before.requests, before.histogram)


def test_a_folded_week_takes_late_requests_into_its_days_only(usage, deliver):
    with later(20):
        forget()
    deliver(request(on(10, 11), request_id="late", user_email="ada@plaudit.example", output_tokens=4), "/v1/logs")
    assert UsageSketch.objects.get().requests == 1
    assert UsageDay.objects.get(source="logs").output_tokens == 7


def test_after_the_retention_time_only_the_number_of_active_days_stays(usage, ada):
    with later(200):
        forget()
    assert not any(m.objects.exists() for m in (UsageDay, UsageSketch, UsageReceipt, UsageSeries))
    week = UsageWeek.objects.get()
    assert (week.active_days, week.day_mask, week.account.person) == (2, None, ada)


def test_what_was_forgotten_is_not_counted_again(usage, deliver):
    with later(200):
        forget()
        UsageToken.objects.update(expires_at=NOW + timedelta(days=300))
        answer = deliver(sums((100, on(9, 8), on(9, 9), of_ada())))
    assert b"older than 180 days" in answer.content
    assert not UsageDay.objects.exists()
    assert UsageWeek.objects.get().active_days == 2


def test_the_retention_time_is_a_setting(usage, settings):
    settings.RETENTION_USAGE_DAYS = 4
    forget()
    assert list(UsageDay.objects.values_list("day", flat=True)) == []
    with later(10):
        forget()
    assert UsageWeek.objects.get().day_mask is None


def test_accounts_of_nobody_go_with_their_usage(deliver, db):
    deliver(sums((100, on(9, 8), on(9, 9), of_ada())))
    assert UsageAccount.objects.get().person is None
    with later(100):
        assert forget().accounts == 0
    with later(200):
        assert forget().accounts == 1
    assert not UsageWeek.objects.exists()


def test_who_comes_into_the_directory_later_has_lost_nothing(deliver, db):
    deliver(sums((100, on(9, 8), on(9, 9), of_ada())))
    person = Person.objects.create(key="a.lindqvist", display_name="Ada", email="Ada@plaudit.example")
    assert forget().claimed == 1
    assert UsageDay.objects.get().account.person == person
    assert QueuedPerson.objects.get().person == person


def test_the_first_day_that_is_kept_is_the_first_that_is_taken(deliver, ada):
    first = date(2026, 6, 15) - timedelta(days=180)
    start = NOW.replace(hour=0) - timedelta(days=180)
    deliver(sums((5, start, start, of_ada())))
    forget()
    assert UsageDay.objects.get().day == first
