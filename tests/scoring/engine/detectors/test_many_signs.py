from scoring.engine.combined_score import combined_score
from scoring.engine.detectors.n10_many_signs import DETECTOR
from scoring.engine.facts import Facts
from scoring.engine.findings import factors, rows_of
from scoring.engine.pair_signs import PairSigns
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand

from .crowd import AT, Crowd


def star(crowd, receiver=200, givers=range(300, 306)):
    for giver in givers:
        crowd.gives(giver, receiver, 20)


def found(crowd):
    return DETECTOR.find(crowd.standing(), CURRENT)


def test_accounts_made_for_one_person_open_one_case_about_them():
    crowd = Crowd.everyday()
    star(crowd)
    [finding] = [one for one in found(crowd) if one.people[0] == 200]
    assert set(range(300, 306)) <= set(finding.people)
    assert (finding.severity, finding.numbers["givers"]) == ("review", 6)


def test_it_takes_nothing():
    crowd = Crowd.everyday()
    star(crowd)
    assert found(crowd)
    assert factors(rows_of(found(crowd)), CURRENT).is_empty


def test_it_names_gifts_from_the_level_on_and_no_others():
    crowd = Crowd.everyday()
    star(crowd)
    scored = combined_score(PairSigns.of(crowd.standing(), CURRENT))
    above = scored.score >= CURRENT.detectors.signs_level
    pairs = set(zip(scored.pairs.giver[above].tolist(), scored.pairs.receiver[above].tolist(), strict=True))
    named = {(giver, one.people[0]) for one in found(crowd) for giver in one.people[1:]}
    assert named <= pairs
    assert {(giver, 200) for giver in range(300, 306)} <= named


def test_somebody_who_thanks_fifty_colleagues_is_in_none():
    crowd = Crowd.everyday()
    for n, receiver in enumerate(range(50, 100)):
        crowd.gives(3, receiver, 1 + n % 150, thanks=True)
    assert not [one for one in found(crowd) if 3 in one.people]


def test_everyday_recognition_opens_nothing():
    assert found(Crowd.everyday()) == []


def test_a_giver_who_joins_leaves_the_finding_its_key():
    one, more = Crowd.everyday(), Crowd.everyday()
    star(one)
    star(more, givers=range(300, 308))
    keys = {finding.key for finding in found(one) if finding.people[0] == 200}
    assert keys <= {finding.key for finding in found(more)}


def test_what_is_older_than_half_a_year_is_not_named():
    crowd = Crowd.everyday()
    for giver in range(300, 306):
        crowd.gives(giver, 200, 200)
    assert not [one for one in found(crowd) if one.people[0] == 200]


def test_without_recognition_there_is_nothing_to_say():
    assert DETECTOR.find(stand(Facts(), CURRENT, at=AT), CURRENT) == []


def test_the_sentence_says_that_nothing_is_taken():
    crowd = Crowd.everyday()
    star(crowd)
    [finding] = [one for one in found(crowd) if one.people[0] == 200]
    assert "It counts in full" in DETECTOR.say(finding)
