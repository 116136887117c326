"""Verifications given, by example: Bo checks what others did."""

import pytest

from scoring.engine.facts import DAY, NEVER, Contributions, Facts, Outcomes, People, Verifications
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.verdict import Discount, Evidence
from scoring.engine.verifications import verifications_given
from tests.scoring.engine.companies import START

ADA, BO, CHEN, ROBO = 1, 2, 3, 9
TEAMS = {ADA: 31, BO: 32, CHEN: 31, ROBO: 33}


def given(*rows, at=START + 200 * DAY, since_epoch=None):
    """Rows (outcome, author, verifier, day, day of the reversal): one outcome and one verification each."""
    facts = Facts(
        people=People.of((p, t, p == ROBO, None, None) for p, t in TEAMS.items()),
        outcomes=Outcomes.of(
            (o, 0, START + day * DAY, None, None, 50, False, None if undone is None else START + undone * DAY)
            for o, _, _, day, undone in rows
        ),
        contributions=Contributions.of((o, author, TEAMS[author]) for o, author, _, _, _ in rows),
        verifications=Verifications.of(
            (o, o, verifier, START + day * DAY, TEAMS[verifier], None) for o, _, verifier, day, _ in rows
        ),
    )
    return verifications_given(stand(facts, CURRENT, at=at), since_epoch)


def of_bo(measure):
    row = measure.person.tolist().index(BO)
    return float(measure.support[row]), int(measure.authors[row]), int(measure.teams[row])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(1, ADA, BO, 0, None)], (1.0, 1, 1)),
        ([(1, ADA, BO, 0, None), (2, ADA, BO, 1, None)], (1.0, 1, 1)),  # one author, one quarter: one voice
        ([(1, ADA, BO, 0, None), (2, CHEN, BO, 1, None)], (1.58496, 2, 1)),  # two authors of one team
        ([(1, ADA, BO, 0, None), (2, ADA, BO, 100, None)], (1.58496, 1, 1)),  # again in the next quarter
        ([(1, BO, ADA, 0, None), (2, ADA, BO, 100, None)], (0.58496, 1, 1)),  # after Ada checked Bo's work
        ([(1, ADA, BO, 0, 20)], (0.0, 0, 0)),  # it did not hold
        ([(1, BO, BO, 0, None)], (0.0, 0, 0)),
        ([(1, ROBO, BO, 0, None)], (0.0, 0, 0)),
    ],
)
def test_what_bo_checked(rows, expected):
    assert of_bo(given(*rows)) == (pytest.approx(expected[0], abs=1e-4), *expected[1:])


def test_what_is_young_waits_until_it_has_held():
    young = given((1, ADA, BO, 190, None))
    assert of_bo(young) == (0.0, 0, 0)
    assert young.next_check_at.tolist() == [START + 220 * DAY]
    assert young.discounts(BO) == (Discount("settling", Evidence("verification", 1), 0.0),)
    held = given((1, ADA, BO, 190, None), at=START + 220 * DAY)
    assert (of_bo(held), held.next_check_at.tolist()) == ((1.0, 1, 1), [NEVER])


def test_only_what_was_given_since_the_epoch_counts():
    rows = [(1, ADA, BO, 0, None), (2, CHEN, BO, 100, None)]
    recent = given(*rows, since_epoch=CURRENT.epoch_of(START) + 1)
    assert recent.evidence(BO) == (Evidence("verification", 2),)
    assert of_bo(recent) == (1.0, 1, 1)


def test_reasons_are_given_for_everything_that_counts_less():
    rows = [(1, BO, BO, 0, None), (2, ROBO, BO, 0, None), (3, ADA, BO, 0, 20), (4, CHEN, BO, 0, None)]
    measure = given(*rows, (5, CHEN, BO, 100, None))
    assert [(d.about.id, d.code) for d in measure.discounts(BO)] == [
        (1, "own_word"), (2, "automated"), (3, "reversed"), (5, "repeat"),
    ]  # fmt: skip


def test_a_bot_measures_nothing():
    assert ROBO not in given((1, ADA, ROBO, 0, None)).person
