"""Rules that go quiet, grow busy, or give to one team only."""

import numpy as np
import pytest

from scoring.engine.rule_health import team_alarms, weekly_alarms


@pytest.mark.parametrize(
    ("by_week", "code"),
    [
        ([5] * 26 + [0] * 4, "quiet"),
        ([0] * 26, "quiet"),  # never gave anything
        ([1] * 26 + [4] * 4, "busy"),
        ([0] * 26 + [0, 0, 0, 9], "busy"),
        ([5] * 30, ""),
        ([1] * 26 + [0] * 4, ""),  # four were usual: none is no surprise yet
        ([0] * 26 + [0, 0, 0, 1], ""),  # a first award
        ([0] * 10, ""),  # too young
        ([20] * 6, ""),  # no past to compare with
        ([], ""),
    ],
)
def test_the_recent_weeks_are_held_against_the_past(by_week, code):
    assert [alarm.code for alarm in weekly_alarms(by_week)] == ([code] if code else [])


def test_steady_rules_raise_an_alarm_in_one_of_a_thousand_looks():
    chance = np.random.default_rng(7)
    looks = [bool(weekly_alarms(chance.poisson(rate, 30).tolist())) for rate in (0.2, 1, 5) for _ in range(1000)]
    assert np.mean(looks) < 0.004


def test_a_badge_of_one_team_is_seen():
    people = {"platform": 10, "data": 10, "design": 30}
    (alarm,) = team_alarms({"platform": 9, "data": 1}, people)
    assert (alarm.code, alarm.team, alarm.seen, alarm.expected) == ("one_team", "platform", 9, 2.0)
    assert team_alarms({"platform": 6, "data": 4}, people) == []


def test_a_team_that_is_most_of_the_company_may_have_most_badges():
    assert team_alarms({"platform": 10}, {"platform": 90, "data": 10}) == []
    assert team_alarms({"platform": 4}, {"platform": 1, "data": 99}) == []
