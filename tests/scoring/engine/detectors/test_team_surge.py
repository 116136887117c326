from scoring.engine.detectors.n04_team_surge import DETECTOR
from scoring.engine.facts import DAY

from .crowd import AT, Crowd


def test_it_holds_a_surge_of_one_team_for_a_week():
    crowd = Crowd.everyday()
    gifts = [crowd.gives(giver, 200, 20, hour=giver) for giver in range(5)]
    [finding] = crowd.found(DETECTOR)
    assert [number for _, number in finding.about] == gifts
    assert (finding.severity, finding.hold_until) == ("hold", finding.at + 7 * DAY)
    assert finding.at == AT - 20 * DAY + 4 * 3600
    assert "5 people of one team" in DETECTOR.say(finding)


def test_it_is_silent_about_the_same_people_over_half_a_year():
    crowd = Crowd.everyday()
    for giver in range(5):
        crowd.gives(giver, 200, 10 + 30 * giver)
    assert crowd.found(DETECTOR) == []


def test_it_is_silent_about_people_of_five_teams():
    crowd = Crowd.everyday()
    for giver in (0, 6, 12, 18, 24):
        crowd.gives(giver, 200, 20)
    assert crowd.found(DETECTOR) == []


def test_it_is_silent_about_a_team_that_gives_much_every_week():
    crowd = Crowd.everyday()
    for day in range(1, 175):
        crowd.gives(day % 6, 30 + day, day)
        crowd.gives((day + 1) % 6, 31 + day, day)
    for giver in range(4):
        crowd.gives(giver, 200, 20)
    assert crowd.found(DETECTOR) == []
