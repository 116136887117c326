from dataclasses import replace

import numpy as np

from scoring.engine.detectors.n05_manager_pressure import DETECTOR
from scoring.engine.facts import GiftKind, GiftTexts, Managers, UsageWeeks
from scoring.engine.findings import About
from scoring.engine.policy import CURRENT

from .crowd import AT, Crowd
from .texts import signature

MANAGER = 5


def surging(receiver=200, givers=range(5)):
    crowd = Crowd.everyday()
    crowd.more["managers"] = Managers.of((person, MANAGER) for person in range(5))
    return crowd, [crowd.gives(giver, receiver, 20, hour=giver) for giver in givers]


def test_a_surge_after_the_manager_spoke_opens_a_case_and_takes_nothing():
    crowd, gifts = surging()
    crowd.gives(MANAGER, 200, 21)
    [finding] = crowd.found(DETECTOR)
    assert (finding.factor, finding.severity) == (1.0, "review")
    assert {number for _, number in finding.about} >= set(gifts)


def test_a_surge_for_the_manager_is_one():
    crowd, _ = surging(receiver=MANAGER)
    [finding] = crowd.found(DETECTOR)
    assert MANAGER not in finding.people


def test_a_surge_of_near_equal_texts_is_one():
    crowd, gifts = surging()
    text = "Always there for the team, a true leader in every release we shipped"
    crowd.more["texts"] = GiftTexts(*signature((GiftKind.NOMINATION, gift, text) for gift in gifts))
    assert len(crowd.found(DETECTOR)) == 1


def test_a_surge_that_nobody_asked_for_is_none():
    crowd, _ = surging()
    crowd.gives(MANAGER, 200, 30)  # ten days before
    assert crowd.found(DETECTOR) == []


LAST = int(CURRENT.weeks_of(np.array([AT]))[0]) - 1


def usage(jumping, first=LAST - 10, older=()):
    rows = [
        (person, week, 3, 1000 if person in jumping and week == LAST else 100 + person, None, None, None)
        for person in range(60)
        for week in range(first, LAST + 1)
    ]
    crowd = Crowd.everyday()
    crowd.more["usage_weeks"] = UsageWeeks.of([*older, *rows])
    return crowd


def test_a_team_whose_usage_jumps_together_is_one_and_loses_nothing():
    [finding] = usage(jumping=range(6)).found(DETECTOR)
    assert finding.people == tuple(range(6))
    assert finding.factor == 1.0
    assert {kind for kind, _ in finding.about} == {About.USAGE_WEEK}


def test_a_reviewer_reads_whether_it_is_about_words_or_about_use_and_no_amount():
    [finding] = usage(jumping=range(6)).found(DETECTOR)
    told = DETECTOR.say(finding)
    assert told == "6 people of one team used a tool much more in one week, as if they had been asked to."
    assert "gave recognition" in DETECTOR.say(replace(finding, about=((About.NOMINATION, 1),)))


def test_a_week_in_which_everybody_uses_more_is_none():
    assert usage(jumping=range(60)).found(DETECTOR) == []


def test_four_earlier_weeks_are_needed_to_know_what_is_usual():
    assert len(usage(jumping=range(6), first=LAST - 4).found(DETECTOR)) == 1
    assert usage(jumping=range(6), first=LAST - 3).found(DETECTOR) == []


def test_weeks_whose_requests_are_forgotten_do_not_become_what_is_usual():
    """After the time of retention only active days are left of them: 0 requests."""
    forgotten = [(person, LAST - 40 + week, 3, 0, None, None, None) for person in range(60) for week in range(12)]
    [finding] = usage(jumping=range(6), older=forgotten).found(DETECTOR)
    assert finding.people == tuple(range(6))
