from scoring.engine.detectors.n03_insular_group import DETECTOR
from scoring.engine.findings import About

from .crowd import Crowd

STAR = (3, 50, 100, 150)


def test_it_finds_a_group_that_gives_in_one_direction_only():
    crowd = Crowd.everyday(gifts_each=2)
    gifts = [crowd.gives(giver, 200, day) for giver in STAR for day in (5, 40, 80, 120)]
    [finding] = crowd.found(DETECTOR)
    assert set(finding.people) == {*STAR, 200}
    assert {(About.NOMINATION, gift) for gift in gifts} <= set(finding.about)
    assert (finding.factor, finding.severity) == (0.5, "review")


def test_it_is_silent_where_the_members_give_mostly_elsewhere():
    crowd = Crowd.everyday(gifts_each=6)
    for giver in STAR:
        for day in (40, 120):
            crowd.gives(giver, 200, day)
    assert crowd.found(DETECTOR) == []


def test_it_is_silent_about_a_team_that_thanks_its_own_as_all_teams_do():
    crowd = Crowd.everyday(gifts_each=2)
    for person in range(240):
        team = person // 6 * 6
        crowd.gives(person, team + (person + 1) % 6, 20)
        crowd.gives(person, team + (person + 2) % 6, 70)
    assert crowd.found(DETECTOR) == []
