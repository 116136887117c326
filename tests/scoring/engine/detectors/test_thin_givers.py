from scoring.engine.detectors.n06_thin_givers import DETECTOR
from scoring.engine.facts import DAY
from scoring.engine.findings import About

from .crowd import AT, SIZE, Crowd

NEW = range(SIZE, SIZE + 6)


def test_it_halves_the_words_of_new_accounts_only():
    crowd = Crowd.everyday()
    crowd.started = dict.fromkeys(NEW, AT - 40 * DAY)
    gifts = [crowd.gives(giver, 200, 20) for giver in NEW]
    [finding] = crowd.found(DETECTOR)
    assert set(finding.about) == {(About.NOMINATION, gift) for gift in gifts}
    assert finding.factor == 0.5
    assert finding.people[0] == 200


def test_it_is_silent_when_most_of_the_supporters_give_to_others_too():
    crowd = Crowd.everyday()
    for giver in NEW[:3]:
        crowd.gives(giver, 200, 20)
    for giver in range(40, 48):
        crowd.gives(giver, 200, 20)
    assert crowd.found(DETECTOR) == []


def test_where_nearly_everybody_gives_once_it_is_no_surprise():
    crowd = Crowd()
    for giver in range(200):
        crowd.gives(giver, 200 + giver % 40, 20)
    assert all(finding.p_value > 0.005 for finding in crowd.found(DETECTOR))
