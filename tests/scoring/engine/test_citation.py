"""What stands on an award: in the past, from the numbers that counted."""

import pytest

from scoring.engine.citation import citation
from scoring.engine.criteria.kind import Attained
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.number_words import WORDS, people_in_words, reached_in_words, span_in_words
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.explain import Names
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.stories import BADGES, NUMBER, facts_of, moment


def cited(story, criteria, on=60, **more):
    rule = parse_rule({"badge": "mentor", "criteria": criteria, **more})
    facts = facts_of(story)
    live = LiveRule(BADGES["mentor"], 1, rule, BADGES)
    verdict = judge(facts, [live], CURRENT, at=moment(on), blanks=True)
    nominators = dict(zip(facts.gifts.id.tolist(), facts.gifts.giver.tolist(), strict=True))
    names = Names({"first-review": "First Review"}, nominators, {number: name for name, number in NUMBER.items()})
    return citation(verdict.decisions[NUMBER["Ada"], BADGES["mentor"]], rule, names)


def told(kind, measures, facts=(), **more):
    """The sentence of a condition of this kind at its smallest."""
    smallest = {"tenure": {"days": 1}, "outcomes": {"roots": 1}, "holds": {"badge": "first-review"}}
    values = smallest.get(kind, {"at_least": 1}) | more.pop("values", {})
    rule = parse_rule({"badge": "mentor", "criteria": {kind: values}})
    ((_, condition),) = rule.conditions
    return condition.kind.achieved_in_words(condition.values, Attained(measures, frozenset(facts), **more))


def test_it_names_who_spoke():
    assert cited("Chen nominates Ada; Eve nominates Ada", {"peer_support": {"at_least": 1.5}}) == [
        "Spoken for by Chen and Eve, from two teams."
    ]


def test_it_says_nothing_of_what_was_not_met():
    criteria = {"any": [{"tenure": {"days": 600}}, {"peer_support": {"at_least": 1}}]}
    assert cited("Chen nominates Ada", criteria) == ["Spoken for by Chen."]


def test_it_says_the_same_thing_once():
    criteria = {"all": [{"peer_support": {"at_least": 1}}, {"peer_support": {"at_least": 0.5}}]}
    assert cited("Chen nominates Ada", criteria) == ["Spoken for by Chen."]


@pytest.mark.parametrize(
    ("facts", "speakers", "voices", "teams", "sentence"),
    [
        (["nomination"], (), 9, 5, "Spoken for by nine colleagues from five teams."),
        (["nomination"], ("Wairimu", "Elif", "Bo", "Chen", "Eve"), 5, 1,
         "Spoken for by Wairimu, Elif and 3 others."),
        (["nomination"], ("Wairimu", "Elif", "Bo"), 3, 3, "Spoken for by Wairimu, Elif and Bo, from three teams."),
        (["thanks"], (), 12, 4, "Thanked by 12 colleagues from four teams."),
        (["thanks"], (), 1, 1, "Thanked by one colleague."),
        (["nomination", "thanks"], ("Wairimu",), 2, 2, "Recognised by Wairimu and one other, from two teams."),
    ],
)  # fmt: skip
def test_peer_support(facts, speakers, voices, teams, sentence):
    measures = {"support": 3.0, "voices": float(voices), "teams": float(teams)}
    assert told("peer_support", measures, facts, speakers=speakers) == sentence


@pytest.mark.parametrize(
    ("values", "roots", "verifiers", "sentence"),
    [
        ({}, 48, 8, "48 pieces of finished work, verified by eight people."),
        ({}, 1, 1, "One piece of finished work, verified by one person."),
        ({"kinds": ["incident_resolved"]}, 3, 12, "Three incidents resolved, verified by 12 people."),
        ({"kinds": ["change_merged"]}, 3, 2, "Three pieces of finished work, verified by two people."),
        ({"kinds": ["case_solved"]}, 1, 0, "One customer case solved."),
    ],
)
def test_outcomes(values, roots, verifiers, sentence):
    measures = {"credit": 9.5, "roots": float(roots), "verifiers": float(verifiers)}
    assert told("outcomes", measures, ["outcome"], values=values) == sentence


@pytest.mark.parametrize(
    ("authors", "teams", "sentence"),
    [
        (75, 10, "Reviewed the work of 75 people in 10 teams, and it held."),
        (2, 1, "Reviewed the work of two people, and it held."),
        (1, 0, "Reviewed the work of one person, and it held."),
    ],
)
def test_verifications_given(authors, teams, sentence):
    measures = {"support": 3.0, "authors": float(authors), "teams": float(teams)}
    assert told("verifications_given", measures) == sentence


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (365, "With us for one year."),
        (1826, "With us for five years."),
        (3652, "With us for ten years."),
        (90, "With us for three months."),
    ],
)
def test_tenure_is_told_as_it_is_asked_for(asked, sentence):
    assert told("tenure", {"days": asked + 700.0}, values={"days": asked}) == sentence


def test_other_badges_and_the_word_of_the_manager():
    assert told("holds", {"held": 1.0}, badge="First Review") == "Already held First Review."
    assert told("manager_statement", {"managers": 1.0}) == "The manager spoke for it."
    assert told("manager_statement", {"managers": 2.0}) == "Two people who were the manager at the time spoke for it."


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "one day"), (14, "14 days"), (90, "three months"), (180, "six months"), (200, "200 days"),
     (365, "one year"), (400, "400 days"), (730, "two years"), (731, "two years"), (732, "732 days"),
     (1095, "three years"), (1826, "five years"), (3652, "ten years"), (5479, "15 years")],
)  # fmt: skip
def test_a_span_that_is_asked_for_is_told_exactly(days, words):
    assert span_in_words(days) == words


@pytest.mark.parametrize("days", [1, 29, 45, 364, 365, 729, 1826, 25_000])
def test_a_span_that_has_passed_is_never_told_longer_than_it_was(days):
    number, unit = reached_in_words(days).split()
    least = {"day": 1, "month": 30, "year": 365}[unit.removesuffix("s")]
    whole = WORDS.index(number) if number in WORDS else int(number)
    assert whole * least <= days < (whole + 1) * least


def test_homonyms_are_counted_apart():
    assert people_in_words(("Kim", "Kim"), 2) == "Kim and Kim"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_kind_says_what_was_reached_in_a_full_sentence(kind):
    assert kind.achieved
    for phrase in kind.achieved.values():
        assert all(sentence.endswith(".") for sentence in (phrase.other, phrase.one) if sentence)
