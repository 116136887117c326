"""How far honest people of the simulation come."""

import pytest

from scoring.engine.criteria.laws import check_laws
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.honest_path import ordinary_quarters, shortfall
from scoring.engine.policy import CURRENT


def rule(criteria, **more):
    return parse_rule({"badge": "mentor", "criteria": criteria, **more})


def test_a_newcomer_needs_as_many_quarters_as_the_time_that_is_asked():
    assert ordinary_quarters(rule({"tenure": {"days": 365}}), CURRENT) == 5
    assert ordinary_quarters(rule({"tenure": {"days": 8000}}), CURRENT) is None


def test_more_recognition_takes_longer_and_too_much_in_too_short_a_time_is_never_reached():
    few, many = (ordinary_quarters(rule({"peer_support": {"at_least": n}}), CURRENT) for n in (2, 10))
    assert few < many
    assert ordinary_quarters(rule({"peer_support": {"at_least": 10}}, counts_from="1 epochs"), CURRENT) is None


def test_the_lowest_tier_out_of_reach_is_named_with_what_is_lacking():
    tiers = {"bronze": 1, "silver": 400, "gold": 900}
    lacking = shortfall(rule({"outcomes": {"credit": 100, "verifiers": 3}}, tiers=tiers), CURRENT)
    assert (lacking.tier, lacking.multiple) == ("silver", 400)
    ((kind, parameter, asked, reached),) = lacking.bounds
    assert (kind, parameter, asked) == ("outcomes", "credit", 40_000)
    assert 100 < reached < asked


@pytest.mark.parametrize(
    "criteria",
    [
        {"peer_support": {"at_least": 20, "teams": 10, "voices": 20, "from": ["thanks"]}},
        {"outcomes": {"kinds": ["case_solved"], "credit": 50, "roots": 50, "verifiers": 10}},
        {"verifications_given": {"at_least": 30, "authors": 40, "teams": 20}},
        {"all": [{"manager_statement": {"at_least": 5}}, {"holds": {"badge": "first-review"}}]},
    ],
)
def test_demanding_rules_of_every_kind_can_be_reached(criteria):
    assert shortfall(rule(criteria), CURRENT) is None


def test_a_cheap_rule_of_very_many_ways_is_refused_without_trying_them_all():
    ways = [
        {"any": [{"peer_support": {"at_least": 0.5 + n / 100, "voices": 2}}, {"verifications_given": {"at_least": 1}}]}
        for n in range(8)
    ]
    (broken,) = [law for law in check_laws(rule({"all": ways}), CURRENT) if law.law == 6]
    assert "in every branch that is this cheap" in broken.hint
