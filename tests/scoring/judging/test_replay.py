"""Judging history moment by moment."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from recognition.models import Award, Badge, Nomination
from scoring.judging.reconciliation import compare
from scoring.judging.replay import moments, replay_history
from scoring.models import Decision, QueuedPerson
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce, enforce_small_rules

# Everybody began on 2023-01-09.
FOUR_HUNDRED_DAYS = datetime(2024, 2, 13, tzinfo=UTC)


@pytest.fixture
def in_force(ada, bo, chen, dina, eve, robo):
    with time_machine.travel(NOW, tick=False):
        enforce_small_rules(ada, bo)
        enforce("badge: long-here\ncriteria: {tenure: {days: 400}}", publisher=ada, approver=bo)
        enforce(
            "badge: longer-here\ncriteria: {all: [{holds: {badge: long-here}}, {tenure: {days: 410}}]}",
            publisher=ada, approver=bo,
        )  # fmt: skip
        yield


def given_on(slug):
    return {award.person.key: award.given_at for award in Award.objects.filter(badge__slug=slug)}


def test_a_badge_of_service_carries_the_day_it_was_reached(in_force):
    replay_history(since=datetime(2023, 12, 1, tzinfo=UTC), step_days=300)
    assert given_on("long-here") == dict.fromkeys(["ada", "bo", "chen", "dina", "eve"], FOUR_HUNDRED_DAYS)
    assert not QueuedPerson.objects.exists()
    assert compare().clean


def test_it_says_for_how_long_it_asks(in_force, eve):
    replay_history(since=datetime(2023, 12, 1, tzinfo=UTC), step_days=300)
    assert Award.objects.get(person=eve, badge__slug="long-here").why == ["With us for 400 days."]


def test_a_badge_that_asks_for_it_follows_on_its_own_day(in_force):
    replay_history(since=datetime(2023, 12, 1, tzinfo=UTC), step_days=300)
    assert set(given_on("longer-here").values()) == {FOUR_HUNDRED_DAYS + timedelta(days=10)}


def test_who_was_there_before_the_replay_begins_with_it(in_force):
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    replay_history(since=begin, step_days=300)
    assert set(given_on("long-here").values()) == {begin}


def test_a_second_replay_goes_on_from_the_first(in_force):
    begin = datetime(2023, 12, 1, tzinfo=UTC)
    replay_history(since=begin, until=begin + timedelta(days=10), step_days=300)
    replay_history(since=begin, step_days=300)
    assert set(given_on("long-here").values()) == {FOUR_HUNDRED_DAYS}


def test_what_colleagues_say_is_not_touched_by_the_days_between(in_force, ada, chen, eve):
    at = datetime(2023, 12, 20, tzinfo=UTC)
    mentor = Badge.objects.get(slug="mentor")
    for giver in (ada, chen):
        Nomination.objects.create(
            key=giver.key, badge=mentor, nominator=giver, nominee=eve, reason="Took the time to help us.", at=at,
            quarter=at.year * 4 + 3, nominator_team=giver.team, nominee_team=eve.team,
        )  # fmt: skip
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    replay_history(since=begin, step_days=300)
    assert given_on("mentor") == {"eve": begin}
    assert Award.objects.get(badge=mentor).changes.count() == 1
    assert Decision.objects.filter(person=eve, badge=mentor, decided_at=FOUR_HUNDRED_DAYS).count() == 0
    assert compare().clean


def test_each_moment_is_told_with_what_lay_before_it(in_force):
    told = {}
    counts = replay_history(
        since=datetime(2023, 12, 1, tzinfo=UTC), step_days=300, progress=lambda at, step: told.update({at: step.awards})
    )
    assert list(told.values())[:2] == [0, 10]
    assert sum(told.values()) == counts.awards


def days_before(until, *args):
    return [(until - at).days for at in moments(*args)]


def test_the_last_days_replace_the_steps_from_the_first_of_them_on():
    since = NOW - timedelta(days=200)
    assert days_before(NOW, since, NOW, 90, None, (7, 84, 28)) == [200, 110, 84, 28, 7, 0]
    assert days_before(NOW, since, NOW, 90, None) == [200, 110, 20, 0]


def test_the_last_days_never_reach_back_before_the_beginning_nor_what_was_judged():
    since = NOW - timedelta(days=30)
    assert days_before(NOW, since, NOW, 90, None, (84, 28, 7)) == [30, 28, 7, 0]
    assert days_before(NOW, since, NOW, 90, NOW - timedelta(days=28), (84, 28, 7)) == [7, 0]


def test_it_refuses_a_last_day_that_is_the_end_itself():
    with pytest.raises(ValueError, match="at least 1 day"):
        list(moments(NOW - timedelta(days=30), NOW, 90, None, (7, 0)))
