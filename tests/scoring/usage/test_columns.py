"""What is kept, as the judge and the detectors read it."""

import math
from datetime import date, timedelta

import pytest
import time_machine

from recognition.actions.actors import System
from scoring.actions.usage import assign_account
from scoring.engine.facts import UNKNOWN
from scoring.engine.policy import CURRENT
from scoring.facts.for_detectors import load_detector_facts
from scoring.facts.load import load_facts, to_seconds
from scoring.models import UsageAccount
from scoring.queries.usage import my_signals
from scoring.usage.columns import load_usage_days, load_usage_sketches, load_usage_weeks, tool_number
from scoring.usage.retention import forget
from scoring.usage.weeks import monday_of, week_of
from tests.conftest import NOW
from tests.scoring.usage.deliveries import of_ada, on, request, sums

WEEK = week_of(date(2026, 6, 8))


def used(deliver, *days, email="ada@plaudit.example"):
    for day in days:
        deliver(sums((100, on(day, 8), on(day, 9), of_ada() | {"user.email": email})))


def test_weeks_are_those_of_the_policy():
    assert CURRENT.weeks_of(to_seconds(on(8))) == CURRENT.weeks_of(to_seconds(on(14, 23, 59))) == WEEK
    assert CURRENT.weeks_of(to_seconds(on(7, 23, 59))) == WEEK - 1
    assert monday_of(WEEK) == date(2026, 6, 8)


def test_the_judge_reads_active_days_and_nothing_more(deliver, ada, bo):
    used(deliver, 9, 10, 15)
    used(deliver, 9, email="bo@plaudit.example")
    weeks = load_facts().usage_weeks
    rows = list(zip(weeks.person.tolist(), weeks.week.tolist(), weeks.active_days.tolist(), strict=True))
    assert rows == sorted([(ada.pk, WEEK, 2), (ada.pk, WEEK + 1, 1), (bo.pk, WEEK, 1)])
    assert not weeks.requests.any()
    assert load_facts({bo.pk}).usage_weeks.person.tolist() == [bo.pk]


def test_usage_of_nobody_is_not_read(deliver, ada):
    used(deliver, 9, 10, email="nobody@elsewhere.example")
    assert not len(load_usage_weeks())
    assert not len(load_usage_days())
    assert not len(load_usage_sketches())


def test_two_accounts_of_one_person_are_one_week(deliver, ada):
    used(deliver, 9, 10)
    used(deliver, 10, 11, email="ada@home.example")
    other = UsageAccount.objects.get(value="ada@home.example")
    assign_account(by=System("test"), account=other, person=ada)
    assert load_usage_weeks().active_days.tolist() == [3]


def test_a_forgotten_week_still_counts(deliver, ada):
    used(deliver, 9, 10)
    with time_machine.travel(NOW + timedelta(days=400)):
        forget()
    assert load_usage_weeks().active_days.tolist() == [2]


def test_what_was_known_at_a_moment_can_be_read_later(deliver, ada):
    with time_machine.travel(on(9, 12)):
        used(deliver, 9)
    with time_machine.travel(on(12, 12)):
        used(deliver, 10, 11)
    assert not len(load_usage_weeks(known_until=on(9, 11)))
    assert load_usage_weeks(known_until=on(10, 12)).active_days.tolist() == [1]
    assert load_usage_weeks(known_until=on(12, 13)).active_days.tolist() == [3]


def test_detectors_read_the_rhythm(deliver, ada):
    for number in range(30):
        deliver(request(on(15, 9, number), request_id=str(number), user_email="ada@plaudit.example"), "/v1/logs")
    weeks = load_detector_facts().usage_weeks
    assert weeks.requests.tolist() == [30]
    assert weeks.burstiness.tolist() == [pytest.approx(-1)]
    assert weeks.gap_entropy.tolist() == [0]
    assert math.isnan(weeks.duplicate_share[0])


def test_the_greatest_of_several_sources_counts(deliver, ada):
    deliver(sums((100, on(15, 8), on(15, 9), of_ada())))
    deliver(sums((90_000.0, on(15, 8), on(15, 9), of_ada("user")), name="claude_code.active_time.total"))
    deliver(request(on(15, 9), request_id="1", user_email="ada@plaudit.example", output_tokens=30), "/v1/logs")
    days = load_usage_days({ada.pk})
    assert (days.output_tokens.tolist(), days.requests.tolist(), days.active_seconds.tolist()) == ([100], [1], [90_000])
    assert days.tool.tolist() == [tool_number("claude-code")]
    assert days.day.tolist() == [to_seconds(on(15, 0))]


def test_an_unknown_activity_is_unknown(deliver, ada):
    used(deliver, 15)
    assert load_usage_days().active_seconds.tolist() == [UNKNOWN]


def test_everybody_sees_their_own_signals(deliver, ada, bo, django_assert_num_queries):
    used(deliver, 9, 10, 15)
    deliver(request(on(15, 9), request_id="1", user_email="ada@plaudit.example", output_tokens=30), "/v1/logs")
    with django_assert_num_queries(4):
        seen = my_signals(ada)
    assert [(week.monday, week.active_days) for week in seen.weeks] == [(date(2026, 6, 15), 1), (date(2026, 6, 8), 2)]
    assert [(told.tool, told.total.days, told.total.output_tokens) for told in seen.tools] == [("claude-code", 3, 300)]
    assert seen.tools[0].total.active_minutes is None
    assert seen.names == ["ada@plaudit.example"]
    nothing = my_signals(bo)
    assert (nothing.weeks, nothing.tools, nothing.names) == ([], [], [])
