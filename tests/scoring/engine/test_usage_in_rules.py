"""What a rule with usage costs to fake, and whether an honest person gets there."""

import pytest

from scoring.engine.attack_cost import attack_cost
from scoring.engine.attack_words import attack_in_words
from scoring.engine.criteria.laws import check_laws
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.honest_path import ordinary_quarters
from scoring.engine.policy import CURRENT

VOICES = {"peer_support": {"at_least": 1, "voices": 2, "teams": 2}}


def rule(weeks, **more):
    criteria = {"all": [{"usage_weeks": {"at_least": weeks}}, VOICES]}
    return parse_rule({"badge": "mentor", "criteria": criteria, **more})


def test_idle_weeks_are_cheap_and_come_on_top():
    without = attack_cost(parse_rule({"badge": "mentor", "criteria": VOICES}), CURRENT)
    cost = attack_cost(rule(10), CURRENT)
    assert cost.effort == without.effort + 10 * CURRENT.attack.idle_week
    assert attack_in_words(cost).endswith("and ten weeks of idle usage; effort 9.")


def test_more_weeks_than_a_quarter_has_take_waiting():
    assert attack_cost(rule(12), CURRENT).quarters_waited == 0
    assert attack_cost(rule(13), CURRENT).quarters_waited == 1


def test_usage_never_makes_a_rule_dear_enough():
    """Ten years of idle weeks cost much, and are refused all the same: they are nobody's word."""
    alone = parse_rule({"badge": "mentor", "criteria": {"usage_weeks": {"at_least": 500}}})
    assert attack_cost(alone, CURRENT).effort > 50 * CURRENT.attack.floor
    assert [broken.law for broken in check_laws(alone, CURRENT)] == [2]


@pytest.mark.parametrize(("weeks", "quarters"), [(12, 1), (13, 2), (24, 2), (26, 3)])
def test_an_honest_newcomer_gets_one_week_a_week(weeks, quarters):
    assert ordinary_quarters(rule(weeks), CURRENT) == quarters


def test_more_weeks_than_the_window_has_are_out_of_reach():
    assert check_laws(rule(48, counts_from="4 epochs"), CURRENT) == []
    (broken,) = check_laws(rule(60, counts_from="4 epochs"), CURRENT)
    assert broken.law == 5
    assert "usage_weeks asks for at_least: 60" in broken.sentence


def test_higher_tiers_ask_for_no_more_weeks():
    tiered = rule(12, tiers={"bronze": 1, "silver": 2})
    asked = [[t.asked for _, c in tiered.conditions[:1] for t in c.kind.thresholds(c.values, m)] for m in (1.0, 2.0)]
    assert asked == [[12.0], [12.0]]
