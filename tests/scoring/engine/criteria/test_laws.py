"""Lawful and unlawful rules, in pairs that differ by what mends them."""

import math
from dataclasses import replace

import pytest

from scoring.engine.criteria import kinds, laws
from scoring.engine.criteria.kind import Phrase
from scoring.engine.criteria.kinds.tenure import Tenure
from scoring.engine.criteria.laws import check_laws
from scoring.engine.criteria.parameters import Parameter
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.policy import CURRENT


def rule(criteria, **more):
    return parse_rule({"badge": "mentor", "criteria": criteria, **more})


def laws_broken(criteria, **more):
    return [broken.law for broken in check_laws(rule(criteria, **more), CURRENT)]


# One colleague alone could bring these about.
UNLAWFUL = {
    "a single nomination": {"peer_support": {"at_least": 1}},
    "support without heads over all of history": {"peer_support": {"at_least": 5.3}},
    "work that one friend waves through": {"outcomes": {"credit": 1000, "roots": 500}},
    "one friend as voice and verifier": {"all": [{"peer_support": {"at_least": 1}}, {"outcomes": {"credit": 5}}]},
    "verifying one friend's work": {"verifications_given": {"at_least": 3}},
    "the manager's word": {"manager_statement": {"at_least": 1}},
    "one voice after some time": {"all": [{"tenure": {"days": 365}}, {"peer_support": {"at_least": 1}}]},
    "one voice instead of time": {"any": [{"tenure": {"days": 3650}}, {"peer_support": {"at_least": 1}}]},
    "one voice on top of a badge": {"all": [{"holds": {"badge": "first-review"}}, {"outcomes": {"roots": 1}}]},
    "one weak branch": {
        "any": [{"peer_support": {"at_least": 3, "voices": 3}}, {"manager_statement": {"at_least": 1}}]
    },
}
LAWFUL = {
    "two nominations": {"peer_support": {"at_least": 1, "voices": 2}},
    "from two teams": {"peer_support": {"at_least": 1, "teams": 2}},
    "more than one voice can ever say": {"peer_support": {"at_least": 5.4}},
    "work verified by two": {"outcomes": {"credit": 1, "verifiers": 2}},
    "two voices, and work that one waves through": {
        "all": [{"peer_support": {"at_least": 1, "voices": 2}}, {"outcomes": {"credit": 5}}]
    },
    "verifying the work of two": {"verifications_given": {"at_least": 1, "authors": 2}},
    "two managers": {"manager_statement": {"at_least": 2}},
    "the manager's word beside two voices": {
        "all": [{"manager_statement": {"at_least": 1}}, {"peer_support": {"at_least": 1, "voices": 2}}]
    },
    "time alone": {"tenure": {"days": 365}},
    "another badge alone": {"holds": {"badge": "first-review"}},
    "time and another badge": {"all": [{"tenure": {"days": 365}}, {"holds": {"badge": "first-review"}}]},
}


@pytest.mark.parametrize("criteria", UNLAWFUL.values(), ids=UNLAWFUL.keys())
def test_one_voice_is_not_enough(criteria):
    assert 3 in laws_broken(criteria)


@pytest.mark.parametrize("criteria", LAWFUL.values(), ids=LAWFUL.keys())
def test_what_needs_a_second_person_is_lawful(criteria):
    """As far as one voice goes: two colleagues may still be too cheap (law 6)."""
    assert [law for law in laws_broken(criteria) if law != 6] == []


def test_one_voice_reaches_less_in_a_shorter_time():
    """A voice over E epochs adds log2(1 + E) at the most (P2)."""
    reach = math.log2(1 + 4)
    assert laws_broken({"peer_support": {"at_least": reach - 0.01}}, counts_from="4 epochs") == [3]
    assert laws_broken({"peer_support": {"at_least": reach + 0.01}}, counts_from="4 epochs") == []


def test_an_author_who_moves_is_several_teams_but_one_person():
    asked = {"at_least": 1, "teams": 2}
    assert 3 in laws_broken({"verifications_given": asked})
    assert laws_broken({"verifications_given": asked | {"authors": 2}}) == []


def test_a_broken_law_says_how_to_mend_the_rule():
    (broken,) = check_laws(rule({"outcomes": {"credit": 5}}), CURRENT)
    assert str(broken) == (
        "law 3: One colleague alone could bring about this badge; "
        "every branch needs a second person: ask for verifiers: 2 in outcomes"
    )
    broken, *_ = check_laws(rule({"peer_support": {"at_least": 1}}, counts_from="4 epochs"), CURRENT)
    assert "voices: 2 in peer_support (or at_least above 2.32)" in broken.hint


class _Absence(Tenure):
    """A kind as it must not be: met by everybody, and by less rather than more."""

    name = "absence"
    parameters = (Parameter("days", "number", "", least=-1000, most=0, measure="days", scaled=True),)
    asks = {"days": Phrase("{n} days away")}
    given_by_others = True


@pytest.fixture
def absence(monkeypatch):
    monkeypatch.setitem(kinds.KINDS, "absence", _Absence())
    # Nobody has said what it costs to fake, and the simulation knows no absence.
    monkeypatch.setattr(laws, "LAWS", {number: laws.LAWS[number] for number in (1, 3, 4)})


def test_a_kind_that_nobody_has_to_meet_breaks_the_first_law(absence):
    assert 1 in laws_broken({"absence": {"days": 0}})


def test_a_kind_that_asks_less_of_higher_tiers_breaks_the_fourth_law(absence):
    tiers = {"bronze": 1, "silver": 2}
    assert 4 in laws_broken({"absence": {"days": -10}}, tiers=tiers)


def test_a_tree_that_falls_breaks_the_fourth_law(monkeypatch):
    """`all` and `any` cannot fall; a combination that could (say, `exactly one`) is caught by trying."""
    lawful = rule({"any": [{"tenure": {"days": 365}}, {"holds": {"badge": "first-review"}}]})
    assert check_laws(lawful, CURRENT) == []
    whole = laws.combined
    monkeypatch.setattr(laws, "combined", lambda node, answer, *path: 2 - whole(node, answer, *path))
    assert 4 in [broken.law for broken in check_laws(lawful, CURRENT)]


def test_the_same_rule_is_always_tried_the_same_way():
    lawful = rule(LAWFUL["two voices, and work that one waves through"])
    assert check_laws(lawful, CURRENT) == check_laws(replace(lawful), CURRENT)
