"""What a person reads about a decision."""

import re
from dataclasses import replace

import pytest

from scoring.engine.codes import DISCOUNT_CODES
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.discounts import DISCOUNTS, OF_VERIFICATIONS_GIVEN
from scoring.engine.explain import Names, criteria_in_words, explain, missing
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from scoring.engine.verdict import Answer
from tests.scoring.engine.stories import BADGES, NUMBER, facts_of, moment

NAMES = Names({"first-review": "First Review"})
VOICES = {"peer_support": {"at_least": 2, "voices": 2}}


def decided(story, criteria, on=60, **more):
    rule = parse_rule({"badge": "mentor", "criteria": criteria, **more})
    live = LiveRule(BADGES["mentor"], 1, rule, BADGES)
    verdict = judge(facts_of(story), [live], CURRENT, at=moment(on), blanks=True)
    return verdict.decisions[NUMBER["Ada"], BADGES["mentor"]], rule


def explained(story, criteria, on=60, **more):
    return explain(*decided(story, criteria, on, **more), NAMES)


def test_the_nearest_unmet_condition_comes_first():
    told = explained("Chen nominates Ada; Bo nominates Ada", {"all": [{"tenure": {"days": 600}}, VOICES]})
    assert told.headline == (
        "Not yet. Nearest: recognition by colleagues that adds up to 2 (each further voice from a team adds less)."
    )
    assert [(line.answer, round(line.share, 2)) for line in told.conditions] == [
        (Answer.NOT_MET, 0.79),
        (Answer.UNKNOWN, 0.0),
        (Answer.MET, 1.0),
    ]
    assert told.nearest.measured == pytest.approx(1.585, abs=0.001)
    assert told.next_step == "A word from someone who has not spoken yet, best from another team, helps most."
    assert told.missing == [line.sentence for line in told.conditions[:2]]


def test_what_is_missing_is_said_without_telling_what_counted():
    def untold():
        raise AssertionError("evidence was asked for")

    criteria = {"any": [{"all": [VOICES, {"tenure": {"days": 600}}]}, {"outcomes": {"credit": 2, "verifiers": 2}}]}
    decision, rule = decided("Chen nominates Ada; Ada finishes parser; Bo verifies parser", criteria)
    silent = replace(decision, results=lambda: tuple(replace(r, tell=untold) for r in decision.criteria))
    told = missing(silent, rule, NAMES)
    assert told == explain(decision, rule, NAMES).missing
    assert told[0].startswith("either ")


def test_a_met_rule_misses_nothing():
    told = explained("Chen nominates Ada; Eve nominates Ada", VOICES)
    assert told.headline == "All criteria are met."
    assert told.missing == []
    assert told.nearest is None
    assert told.next_step == "Nothing is missing."
    assert [fact.kind for fact in told.counted] == ["nomination", "nomination"]


def test_the_other_branches_of_a_met_choice_are_not_missing():
    told = explained("Chen nominates Ada; Eve nominates Ada", {"any": [{"tenure": {"days": 600}}, VOICES]})
    assert told.missing == []
    assert [line.path for line in told.conditions] == ["criteria.any[1].peer_support"] * 2


CHOICE = {"any": [{"outcomes": {"credit": 20, "roots": 10}}, {"manager_statement": {"at_least": 1}}, VOICES]}


def test_of_a_choice_the_nearest_way_comes_first_and_its_lines_stay_together():
    told = explained("Chen nominates Ada", {"all": [{"peer_support": {"at_least": 1}}, CHOICE]})
    ways = [(line.choice, line.branch[-6:], line.answer) for line in told.conditions]
    assert ways[:2] == [("criteria.all[1].any", "any[2]", Answer.NOT_MET)] * 2
    assert [branch for _, branch, _ in ways[2:]] == ["any[0]", "any[0]", "any[1]", ""]
    assert ways[-1] == ("", "", Answer.MET)
    assert told.nearest == told.conditions[0]


def test_a_choice_is_missing_as_one_sentence():
    (told,) = explained("Chen nominates Ada", CHOICE).missing
    assert told.startswith("either recognition by")
    assert told.count(", or ") == 2


def test_what_somebody_can_do_comes_before_what_time_brings():
    asked = {"all": [{"tenure": {"days": 100}}, {"holds": {"badge": "first-review"}}]}
    told = explained("Ada starts on day 0", asked, on=99)
    assert told.next_step == "Earning First Review comes first."
    assert explained("Ada starts on day 0", {"tenure": {"days": 100}}).next_step == "This comes by itself with time."


def test_who_verified_is_spoken_to_as_the_one_who_gave():
    story = "Chen finishes parser of 150 lines on day 1; Ada verifies parser on day 1"
    told = explained(story, {"verifications_given": {"at_least": 2, "authors": 2}}, on=3)
    (line,) = told.discounts
    assert (line.code, line.sentence) == ("settling", OF_VERIFICATIONS_GIVEN["settling"].sentence)


def test_it_speaks_of_the_next_tier():
    tiers = {"bronze": 1, "silver": 2}
    told = explained("Chen nominates Ada; Eve nominates Ada", {"peer_support": {"at_least": 1.5}}, tiers=tiers)
    assert (told.tier, told.next_tier) == ("bronze", "silver")
    assert told.headline.startswith("The criteria for bronze are met. Nearest to silver: recognition by colleagues")
    assert [line.asked for line in told.conditions] == [3.0]


def test_the_highest_tier_leaves_nothing_to_ask():
    told = explained("Chen nominates Ada", {"peer_support": {"at_least": 1}}, tiers={"bronze": 1})
    assert (told.headline, told.missing) == ("All criteria for bronze are met.", [])


def test_what_is_unknown_says_who_can_mend_it():
    told = explained("", {"tenure": {"days": 30}})
    assert told.nearest.answer is Answer.UNKNOWN
    assert told.nearest.measured is None
    assert told.next_step == "It is not known yet; whoever keeps the directory can add it."


def test_badges_are_called_by_their_names():
    told = explained("", {"holds": {"badge": "first-review"}})
    assert told.headline == "Not yet. Nearest: holds the badge First Review."
    assert told.next_step == "Earning First Review comes first."


def test_each_reason_is_told_once_with_all_it_is_about():
    told = explained("Bo nominates Ada; Fay nominates Ada; Chen nominates Ada; Dina nominates Ada", VOICES)
    by_code = {line.code: line for line in told.discounts}
    assert by_code["same_team"].sentence == "A word from the own team counts half."
    assert by_code["same_team"].factor == 0.5
    assert by_code["manager_word"].lifts == "Words from colleagues count here."
    assert len(by_code["cap"].about) >= 2


def test_every_reason_code_has_its_sentence_and_no_other():
    assert set(DISCOUNTS) == set(DISCOUNT_CODES)


@pytest.mark.parametrize("words", [*DISCOUNTS.values(), *OF_VERIFICATIONS_GIVEN.values()])
def test_no_reason_blames_anybody(words):
    assert words.sentence.endswith(".")
    assert not re.search(r"suspic|fraud|cheat|guilt|collu|abus|fake|gam(e|ing)\b|dishonest", f"{words}", re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_lower_bound_of_every_kind_has_words_and_a_step(kind):
    bounds = {parameter.name for parameter in kind.parameters if parameter.measure}
    assert set(kind.asks) == set(kind.steps) == bounds
    assert all(parameter.help.endswith(".") for parameter in kind.parameters)


def test_a_rule_in_words_for_the_badge_page():
    rule = parse_rule(
        {
            "badge": "mentor",
            "counts_from": "4 epochs",
            "award": "panel",
            "criteria": {
                "all": [
                    {
                        "peer_support": {
                            "at_least": 3,
                            "teams": 2,
                            "from": ["nominations", "thanks"],
                            "thanks": ["mentored"],
                        }
                    },
                    {"any": [{"outcomes": {"roots": 1}}, {"holds": {"badge": "first-review"}}]},
                ]
            },
            "tiers": {"bronze": 1, "silver": 2.5},
            "expires": "730 days",
        }
    )
    assert criteria_in_words(rule, NAMES.badges) == [
        "Recognition by colleagues that adds up to 3 (each further voice from a team adds less) and recognition from "
        "at least 2 teams (read from nominations for this badge and thanks (mentored)).",
        "Either at least one piece of finished work, or holds the badge First Review.",
        "What counts is from the last 4 quarters, this one included.",
        "This is bronze; 2.5 times as much for silver.",
        "The stewards of the badge then decide.",
        "It lasts two years and can be earned again.",
    ]
