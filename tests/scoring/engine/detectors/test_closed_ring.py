import pytest

from scoring.engine.detectors.n02_closed_ring import DETECTOR
from scoring.engine.findings import About
from scoring.engine.surprising_graph import strongly_connected

from .crowd import Crowd

RING = (3, 50, 100, 150)


def ringing(crowd, rounds=4):
    return [
        crowd.gives(giver, RING[(place + 1) % len(RING)], 10 + 30 * turn)
        for turn in range(rounds)
        for place, giver in enumerate(RING)
    ]


def test_it_finds_a_ring_across_teams_and_names_its_gifts():
    crowd = Crowd.everyday()
    gifts = ringing(crowd)
    [finding] = crowd.found(DETECTOR)
    assert finding.people == RING
    assert {(About.NOMINATION, gift) for gift in gifts} <= set(finding.about)
    assert (finding.factor, finding.severity) == (0.5, "review")
    assert finding.p_value < 1e-6


def test_it_leaves_what_others_say_of_the_members_alone():
    crowd = Crowd.everyday()
    ringing(crowd)
    honest = crowd.gives(200, RING[0], 5)
    [finding] = crowd.found(DETECTOR)
    assert (About.NOMINATION, honest) not in finding.about


def test_the_same_ring_keeps_its_key_when_it_goes_on():
    crowd = Crowd.everyday()
    ringing(crowd, rounds=4)
    [before] = crowd.found(DETECTOR)
    ringing(crowd, rounds=5)
    [after] = crowd.found(DETECTOR)
    assert before.key == after.key
    assert len(after.about) > len(before.about)


def test_it_is_silent_about_everyday_giving():
    for seed in range(5):
        assert Crowd.everyday(gifts_each=6, seed=seed).found(DETECTOR) == []


def test_it_is_silent_about_somebody_who_thanks_fifty_colleagues_of_whom_some_answer():
    crowd = Crowd.everyday()
    for n, receiver in enumerate(range(50, 100)):
        crowd.gives(3, receiver, 1 + n % 150, thanks=True)
        if n % 3 == 0:
            crowd.gives(receiver, 3, 2 + n % 150, thanks=True)
    assert crowd.found(DETECTOR) == []


@pytest.mark.parametrize(
    ("edges", "groups"),
    [
        ([], []),
        ([(1, 2), (2, 3)], []),
        ([(1, 2), (2, 1)], [{1, 2}]),
        ([(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (5, 4)], [{1, 2, 3}, {4, 5}]),
        ([(5, 1), (1, 2), (2, 5), (2, 3), (3, 4), (4, 2)], [{1, 2, 3, 4, 5}]),
    ],
)
def test_strongly_connected_groups_are_found(edges, groups):
    assert sorted(map(sorted, strongly_connected(edges))) == sorted(map(sorted, groups))
