"""Peer support by example: what weighs a voice, and what is said about it."""

from math import log2

import pytest

from scoring.engine.codes import SUPPORT_CODES
from scoring.engine.facts import DAY, UNKNOWN, Facts, GiftKind, Gifts, People, Relation
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, manager_statements, peer_support
from scoring.engine.verdict import Discount, Evidence
from tests.scoring.engine.companies import START

ADA, BO, CHEN, DINA, EVE, ROBO = 1, 2, 3, 4, 5, 9
BADGE, OTHER_BADGE = 1, 2
PLATFORM, DATA, DESIGN = 31, 32, 33
AT = START + 400 * DAY  # the fifth epoch
TEAMS = {ADA: PLATFORM, BO: PLATFORM, CHEN: DATA, DINA: PLATFORM, EVE: DESIGN, ROBO: PLATFORM}


def gift(number, giver, receiver, *, epoch=4, badge=BADGE, thanks=None, relation=Relation.PEER, withdrawn_at=None):
    kind = GiftKind.NOMINATION if thanks is None else GiftKind.THANKS
    return (
        number, int(kind), badge if thanks is None else UNKNOWN, thanks, giver, receiver, START + epoch * 90 * DAY,
        TEAMS.get(giver, 1000 + giver), TEAMS.get(receiver, 1000 + receiver), int(relation), withdrawn_at,
    )  # fmt: skip


def standing(*gifts, at=AT, known_until=None):
    people = People.of((p, t, p == ROBO, None, None) for p, t in TEAMS.items())
    return stand(Facts(people=people, gifts=Gifts.of(gifts)), CURRENT, at=at, known_until=known_until)


FOR_THE_BADGE = SupportQuery(BADGE)


def support(*gifts, receiver=EVE, query=FOR_THE_BADGE):
    measure = peer_support(standing(*gifts), query)
    return float(dict(zip(measure.person.tolist(), measure.support, strict=True)).get(receiver, 0.0))


NOMINATIONS_AND_THANKS = SupportQuery(BADGE, frozenset({"nominations", "thanks"}))


@pytest.mark.parametrize(
    ("gifts", "receiver", "weight"),
    [
        ([gift(1, ADA, EVE)], EVE, 1.0),
        ([gift(1, ADA, BO)], BO, 0.5),  # the same team
        ([gift(1, 71, 72), gift(2, 71, 72)], 72, 1.0),  # twice in one quarter is once
        ([gift(1, ADA, DINA, relation=Relation.TO_MANAGER)], DINA, 0.25),
        ([gift(1, DINA, ADA, relation=Relation.TO_REPORT)], ADA, 0.0),  # a statement, not support
        ([gift(1, EVE, EVE)], EVE, 0.0),
        ([gift(1, ROBO, EVE)], EVE, 0.0),
        ([gift(1, ADA, EVE, badge=OTHER_BADGE)], EVE, 0.0),
        ([gift(1, ADA, EVE, withdrawn_at=AT)], EVE, 0.0),
        ([gift(1, ADA, EVE, withdrawn_at=AT + 1)], EVE, 1.0),  # not yet
        ([gift(1, EVE, ADA, epoch=2), gift(2, ADA, EVE)], EVE, 0.5),  # returned after two quarters
        ([gift(1, EVE, ADA), gift(2, ADA, EVE)], EVE, 1.0),  # returned in the same quarter: not read
        ([gift(1, ADA, EVE, epoch=2, badge=OTHER_BADGE), gift(2, ADA, EVE)], EVE, 0.5),  # again, whatever the badge
        ([gift(n, ADA, 50 + n) for n in range(5)] + [gift(9, ADA, EVE)], EVE, 1.0),  # the sixth in a quarter
        ([gift(n, ADA, 50 + n) for n in range(10)] + [gift(99, ADA, EVE)], EVE, 0.5),  # the eleventh: 5 / 10
    ],
)
def test_a_single_voice(gifts, receiver, weight):
    assert support(*gifts, receiver=receiver) == pytest.approx(log2(1 + weight), abs=1e-5)


def test_thanks_count_only_where_the_rule_reads_them():
    assert support(gift(1, ADA, EVE, thanks=0)) == 0.0
    assert support(gift(1, ADA, EVE, thanks=0), query=NOMINATIONS_AND_THANKS) == 1.0
    only_mentored = SupportQuery(BADGE, frozenset({"thanks"}), thanks_kinds=frozenset({2}))
    assert support(gift(1, ADA, EVE, thanks=0), query=only_mentored) == 0.0


def test_a_nomination_and_thanks_in_one_quarter_are_one_voice():
    assert support(gift(1, ADA, EVE), gift(1, ADA, EVE, thanks=1), query=NOMINATIONS_AND_THANKS) == 1.0


def test_who_moves_within_a_quarter_speaks_for_the_first_team():
    """A word repeated from the new team never moves the first one to where it might add less."""
    first, again = gift(1, ADA, EVE), list(gift(2, ADA, EVE))
    again[6] += DAY
    again[7] = DATA
    measure = peer_support(standing(first, tuple(again), gift(3, CHEN, EVE)), FOR_THE_BADGE)
    assert (float(measure.support[0]), int(measure.teams[0])) == (2.0, 2)


def test_earlier_quarters_fade_what_counts_and_are_not_counted_themselves():
    measure = peer_support(
        standing(gift(1, ADA, EVE, epoch=0), gift(2, ADA, EVE)),
        SupportQuery(BADGE, since_epoch=CURRENT.epoch_of(START) + 1),
    )
    assert measure.support[0] == pytest.approx(0.585, abs=1e-3)
    assert measure.evidence(EVE) == (Evidence("nomination", 2),)


def test_a_finding_lowers_a_voice_to_the_floor_and_no_further():
    found = SupportQuery(BADGE, findings={(GiftKind.NOMINATION, 1): 0.0})
    assert support(gift(1, ADA, EVE), query=found) == pytest.approx(0.3785, abs=1e-4)  # log2(1.3)


def test_every_discount_is_given_with_its_reason():
    gifts = [
        gift(1, EVE, ADA, epoch=1),
        gift(2, ADA, EVE, epoch=2),
        gift(3, ADA, EVE),  # again, and returned before
        gift(4, CHEN, EVE, relation=Relation.TO_REPORT),
        gift(5, EVE, EVE),
        gift(6, ROBO, EVE),
        gift(7, BO, EVE, withdrawn_at=AT),
        gift(8, DINA, EVE),
    ]
    measure = peer_support(standing(*gifts), SupportQuery(BADGE, exclude={EVE: frozenset({DINA})}))
    about = [(d.about.id, d.code, d.factor) for d in measure.discounts(EVE)]
    assert about == [
        (2, "reciprocity", 0.5), (3, "reciprocity", 0.5), (3, "repeat", 0.5), (4, "manager_word", 0.0),
        (5, "own_word", 0.0), (6, "automated", 0.0), (7, "withdrawn", 0.0), (8, "other_role", 0.0),
    ]  # fmt: skip
    receiver, giver = measure.spoken()
    assert set(giver[receiver == EVE].tolist()) == {ADA}
    assert {code for _, code, _ in about} <= set(SUPPORT_CODES)
    assert measure.discounts(12345) == ()


def test_each_further_voice_of_a_team_adds_less_and_says_so():
    voices = [gift(1, ADA, EVE), gift(2, BO, EVE)]
    measure = peer_support(standing(*voices), SupportQuery(BADGE))
    assert measure.support[0] == pytest.approx(1.585, abs=1e-3)
    assert measure.discounts(EVE)[0] == Discount("cap", Evidence("nomination", 1), pytest.approx(0.7925, abs=1e-3))
    assert (int(measure.teams[0]), int(measure.voices[0])) == (1, 2)


def test_managers_make_statements_beside_the_support():
    gifts = [
        gift(1, DINA, ADA, relation=Relation.TO_REPORT),
        gift(2, DINA, ADA, epoch=3, relation=Relation.TO_REPORT),
        gift(3, CHEN, ADA, epoch=1, relation=Relation.TO_REPORT),  # the manager before
        gift(4, EVE, ADA),
    ]
    statements = manager_statements(standing(*gifts), BADGE, None)
    assert (statements.person.tolist(), statements.managers.tolist()) == ([ADA], [2])
    assert statements.evidence(ADA) == tuple(Evidence("nomination", n) for n in (1, 2, 3))
    recent = manager_statements(standing(*gifts), BADGE, CURRENT.epoch_of(START) + 3)
    assert recent.managers.tolist() == [1]


def test_a_past_moment_is_judged_with_what_became_known_of_its_facts():
    facts = [gift(1, ADA, EVE, epoch=1, withdrawn_at=AT), gift(2, CHEN, EVE, epoch=1), gift(3, BO, EVE, epoch=4)]
    past = START + 200 * DAY
    then = peer_support(standing(*facts, at=past), SupportQuery(BADGE))
    since = peer_support(standing(*facts, at=past, known_until=AT), SupportQuery(BADGE))
    assert then.evidence(EVE) == (Evidence("nomination", 1), Evidence("nomination", 2))
    assert since.evidence(EVE) == (Evidence("nomination", 2),)  # and nothing of the later word
