from scoring.engine.detectors.n01_reciprocal_exchange import DETECTOR

from .crowd import Crowd


def exchanging(crowd, days):
    for day in days:
        crowd.gives(3, 100, day)
        crowd.gives(100, 3, day)
    return crowd


def test_it_speaks_of_two_who_keep_recognising_each_other():
    [finding] = exchanging(Crowd.everyday(), (30, 80, 120, 170)).found(DETECTOR)
    assert finding.people == (3, 100)
    assert len(finding.about) >= 8
    assert "quarters of the year" in DETECTOR.say(finding)


def test_it_takes_nothing_from_them():
    findings = exchanging(Crowd.everyday(), (30, 80, 120, 170)).found(DETECTOR)
    assert [(f.factor, f.severity) for f in findings] == [(1.0, "inform")]


def test_it_is_silent_about_a_returned_thank_you():
    assert exchanging(Crowd.everyday(), (30,)).found(DETECTOR) == []


def test_it_is_silent_where_the_exchange_is_a_small_part_of_much_giving():
    crowd = exchanging(Crowd.everyday(), (30, 120))
    for receiver in range(50, 80):
        crowd.gives(3, receiver, 40)
        crowd.gives(100, receiver, 40)
    assert crowd.found(DETECTOR) == []
