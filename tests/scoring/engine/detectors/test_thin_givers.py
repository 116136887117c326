import pytest

from scoring.engine.detectors.n06_thin_givers import DETECTOR
from scoring.engine.facts import DAY, Contributions, Outcomes, Verifications
from scoring.engine.findings import About

from .crowd import AT, SIZE, Crowd

NEW = range(SIZE, SIZE + 10)
STAR = 200  # the person whom they recognise
WORK = {"outcomes": Outcomes.of([(1, 0, AT - 30 * DAY, None, None, 50, True, None)])}


def star():
    """Ten people of whom nothing else is known recognise one person."""
    crowd = Crowd.everyday()
    return crowd, [crowd.gives(giver, STAR, 20) for giver in NEW]


def test_it_halves_the_words_of_accounts_without_any_other_trace():
    crowd, gifts = star()
    [finding] = crowd.found(DETECTOR)
    assert set(finding.about) == {(About.NOMINATION, gift) for gift in gifts}
    assert finding.factor == 0.5
    assert finding.people[0] == STAR


def works(crowd, person):
    crowd.more = {**WORK, "contributions": Contributions.of([(1, person, None)])}


def verifies(crowd, person):
    crowd.more = {
        **WORK,
        "contributions": Contributions.of([(1, 0, None)]),
        "verifications": Verifications.of([(1, 1, person, AT - 29 * DAY, None, None)]),
    }


TRACES = {
    "recognises somebody else": lambda crowd, person: crowd.gives(person, 100, 10),
    "recognised somebody else long ago": lambda crowd, person: crowd.gives(person, 100, 400),
    "is recognised": lambda crowd, person: crowd.gives(100, person, 10),
    "works": works,
    "verifies": verifies,
}


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES)
def test_any_other_trace_restores_the_words_of_its_giver(trace):
    crowd, gifts = star()
    trace(crowd, NEW[0])
    [finding] = crowd.found(DETECTOR)
    assert {number for _kind, number in finding.about} == set(gifts[1:])


def test_newcomers_who_work_here_thank_one_person_in_full():
    """A colleague who shows everybody around is thanked by people who know nobody else yet."""
    crowd, _gifts = star()
    crowd.started = dict.fromkeys(NEW, AT - 40 * DAY)
    crowd.more = {**WORK, "contributions": Contributions.of((1, person, None) for person in NEW)}
    assert crowd.found(DETECTOR) == []


def test_it_is_silent_when_most_of_the_supporters_are_known():
    crowd = Crowd.everyday()
    for giver in NEW[:3]:
        crowd.gives(giver, STAR, 20)
    for giver in range(40, 48):
        crowd.gives(giver, STAR, 20)
    assert crowd.found(DETECTOR) == []


def test_where_little_is_known_of_anybody_it_is_no_surprise():
    crowd = Crowd()
    for giver in range(200):
        crowd.gives(giver, STAR + giver % 40, 20)
    assert all(finding.p_value > 0.005 for finding in crowd.found(DETECTOR))
