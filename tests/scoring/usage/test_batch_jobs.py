"""A job that its person declares: its tool counts neither for nor against in those weeks, and nothing else changes."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from recognition.actions.actors import System
from recognition.models import AuditEntry, Award, User
from scoring.actions import batch_jobs
from scoring.actions.usage import assign_account
from scoring.models import DeclaredBatchJob, Finding, UsageAccount
from scoring.patterns.sweeping import run_detectors
from scoring.usage.columns import load_usage_days, load_usage_sketches, load_usage_weeks
from tests.conftest import NOW
from tests.scoring.usage.deliveries import of_ada, on, request, sums

from .test_burnt_weeks import loop
from .test_weeks_in_decisions import MONDAY, judge, pair, use

__all__ = ["pair"]  # a fixture
WHY = "Nightly summary of logs"
TODAY = NOW.date()  # Monday 15 June 2026


def declare(person, since=TODAY, until=TODAY, tool="claude-code"):
    return batch_jobs.declare(by=person, tool=tool, purpose=WHY, since=since, until=until)


def ask(deliver, day, number=0, tool=None):
    named = {"service_name": tool} if tool else {}
    deliver(
        request(on(day, 9, number), request_id=f"{day}-{number}", user_email="ada@plaudit.example", **named),
        "/v1/logs",
    )


@pytest.mark.django_db
def test_a_loop_in_declared_weeks_is_neither_found_nor_counted(pair, ada):
    with time_machine.travel(NOW - timedelta(days=20)):
        declare(ada, MONDAY, MONDAY + timedelta(days=13), tool="assistant")
    loop()
    run_detectors()
    judge()
    assert not Finding.objects.exists()
    assert not Award.objects.filter(badge=pair).exists()
    assert not len(load_usage_weeks({ada.pk}))


@pytest.mark.django_db
def test_weeks_after_the_job_count_as_before(pair, ada):
    with time_machine.travel(NOW - timedelta(days=20)):
        declare(ada, MONDAY, MONDAY, tool="assistant")
    use(0, 1, 7, 9)
    assert load_usage_weeks({ada.pk}).active_days.tolist() == [2]


@pytest.mark.django_db
def test_another_tool_is_read_as_always(pair, ada):
    """Declaring one tool excuses no loop with another."""
    with time_machine.travel(NOW - timedelta(days=20)):
        declare(ada, MONDAY, MONDAY + timedelta(days=13), tool="editor")
    loop()
    run_detectors()
    assert set(Finding.objects.values_list("code", flat=True)) == {"U01", "U02"}


def test_detectors_read_nothing_of_it(deliver, ada):
    declare(ada)
    for day in (14, 15, 16):
        deliver(sums((100, on(day, 8), on(day, 9), of_ada())))
        ask(deliver, day)
    assert load_usage_days().day.tolist() == [int(on(14, 0).timestamp())]
    assert load_usage_sketches().requests.tolist() == [1]


def test_days_of_the_running_week_that_were_kept_before_go_too(deliver, ada):
    with time_machine.travel(on(17, 12)):
        for day in (11, 12, 15, 16):
            deliver(sums((100, on(day, 8), on(day, 9), of_ada())))
        assert load_usage_weeks().active_days.tolist() == [2, 2]
        declare(ada, date(2026, 6, 17), date(2026, 6, 17))
        assert load_usage_weeks().active_days.tolist() == [2]


def test_an_account_that_is_found_to_be_theirs_later_is_no_way_around(deliver, ada):
    declare(ada)
    with time_machine.travel(on(20)):
        for day in (15, 16):
            deliver(sums((100, on(day, 8), on(day, 9), of_ada() | {"user.email": "loop@elsewhere.example"})))
        account = UsageAccount.objects.get(value="loop@elsewhere.example")
        assign_account(by=System("test"), account=account, person=ada)
    assert not len(load_usage_weeks())


@pytest.mark.parametrize(
    ("since", "until", "purpose", "tool"),
    [
        (-1, 5, WHY, "t"),
        (1, 0, WHY, "t"),
        (0, 90, WHY, "t"),
        (367, 370, WHY, "t"),
        ((date.max - TODAY).days, (date.max - TODAY).days, WHY, "t"),
        (0, 1, "job", "t"),
        (0, 1, WHY, ""),
        (0, 1, WHY, "a\x00"),
    ],
)
def test_a_job_is_declared_beforehand_for_a_quarter_at_most_and_with_its_purpose(ada, since, until, purpose, tool):
    with pytest.raises(ValidationError):
        batch_jobs.declare(
            by=ada, tool=tool, purpose=purpose, since=TODAY + timedelta(days=since), until=TODAY + timedelta(days=until)
        )
    assert not DeclaredBatchJob.objects.exists()


def test_it_is_read_in_whole_weeks(ada):
    job = declare(ada, date(2026, 6, 24), date(2026, 6, 30))
    assert (job.since, job.until) == (date(2026, 6, 22), date(2026, 7, 5))
    with pytest.raises(ValidationError):
        declare(ada, date(2026, 6, 25), date(2026, 6, 25))


def test_a_job_that_ends_early_gives_the_next_week_back(ada, bo):
    declare(ada, TODAY, TODAY + timedelta(days=40))
    with pytest.raises(ValidationError):
        batch_jobs.end(by=bo, tool="claude-code", since=TODAY)
    batch_jobs.end(by=ada, tool="claude-code", since=TODAY)
    assert DeclaredBatchJob.objects.get().until == date(2026, 6, 21)


def test_a_job_that_never_began_is_gone(ada):
    job = declare(ada, TODAY + timedelta(days=10), TODAY + timedelta(days=20))
    batch_jobs.end(by=ada, tool="claude-code", since=job.since)
    assert not DeclaredBatchJob.objects.exists()


def test_it_is_in_the_audit_log_without_saying_what_for(ada):
    declare(ada)
    batch_jobs.end(by=ada, tool="claude-code", since=TODAY)
    entries = AuditEntry.objects.filter(object_kind="declaredbatchjob").order_by("number")
    assert [entry.verb for entry in entries] == ["batch_job.declare", "batch_job.end"]
    told = str(list(entries.values()))
    assert "claude" not in told
    assert WHY not in told


def _browser(person):
    client = Client()
    client.force_login(User.objects.create(username=person.key, person=person))
    return client


def test_it_is_declared_and_ended_on_ones_own_page(ada, bo):
    browser = _browser(ada)
    answer = browser.post(
        reverse("scoring:declare_batch_job"),
        {"tool": "claude-code", "purpose": WHY, "since": "2026-06-15", "until": "2026-06-30"}, follow=True,
    )  # fmt: skip
    assert WHY in answer.content.decode()
    assert WHY not in _browser(bo).get(reverse("scoring:mine")).content.decode()
    answer = browser.post(
        reverse("scoring:end_batch_job"), {"tool": "claude-code", "since": "2026-06-15"}, follow=True
    )  # fmt: skip
    assert DeclaredBatchJob.objects.get().until == date(2026, 6, 21)


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30"])
def test_a_day_that_is_none_is_refused_with_a_sentence(ada, day):
    answer = _browser(ada).post(
        reverse("scoring:declare_batch_job"),
        {"tool": "claude-code", "purpose": WHY, "since": day, "until": "2026-06-30"}, follow=True,
    )  # fmt: skip
    assert "year-month-day" in answer.content.decode()
    assert not DeclaredBatchJob.objects.exists()
