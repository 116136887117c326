from scoring.engine.detectors.n09_concentrated_giver import DETECTOR
from scoring.engine.findings import About

from .crowd import Crowd


def test_it_speaks_of_a_giver_whose_gifts_go_mostly_to_one_person():
    crowd = Crowd.everyday()
    gifts = [crowd.gives(3, 100, day) for day in (10, 40, 70, 100)]
    [finding] = crowd.found(DETECTOR)
    assert set(finding.about) >= {(About.NOMINATION, gift) for gift in gifts}
    assert finding.people == (3, 100)
    assert "recognitions in half a year go to one person" in DETECTOR.say(finding)


def test_it_takes_nothing_from_such_a_gift():
    crowd = Crowd.everyday()
    for day in (10, 40, 70, 100):
        crowd.gives(3, 100, day)
    assert [(f.factor, f.severity) for f in crowd.found(DETECTOR)] == [(1.0, "inform")]


def test_it_is_silent_about_somebody_who_thanks_fifty_colleagues():
    crowd = Crowd.everyday()
    for n, receiver in enumerate(range(50, 100)):
        crowd.gives(3, receiver, 1 + n % 150, thanks=True)
    assert crowd.found(DETECTOR) == []


def test_it_forgets_what_is_older_than_half_a_year():
    crowd = Crowd.everyday()
    for day in (190, 200, 210, 220):
        crowd.gives(3, 100, day)
    assert crowd.found(DETECTOR) == []
