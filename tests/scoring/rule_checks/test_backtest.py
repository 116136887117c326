"""What a rule would have done in the past."""

from datetime import UTC, datetime, timedelta

import pytest

from recognition.actions import nominations
from recognition.models import Award, Badge
from scoring.rule_checks.backtest import backtest
from scoring.rule_checks.preview import preview
from tests.scoring.rules_for_tests import enforce

RULE = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 1.5, teams: 2, voices: 2}}"
STRICT = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 9, teams: 3, voices: 3}}"
JANUARY = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def praised(badge, ada, bo, chen, eve):
    """Eve was nominated by two teams: Ada in the middle of January, Chen in the middle of March."""
    for giver, day in ((ada, 15), (chen, 75)):
        nominations.submit(
            by=giver, nominee=eve, badge=badge, reason="Helped us through the move.", at=JANUARY + timedelta(day)
        )


def test_it_names_who_would_have_earned_it_and_when(praised, eve):
    found = backtest(RULE, since=JANUARY, until=JANUARY + timedelta(120))
    assert [(earned.person, earned.at) for earned in found.earned] == [("eve", JANUARY + timedelta(90))]
    assert [number for _, number in found.by_moment] == [0, 0, 0, 1, 0]
    assert (found.both, found.only_rule, found.only_awards) == (0, 1, 0)


def test_it_compares_with_who_holds_the_badge_and_stores_nothing(praised, badge, eve, bo):
    for person in (eve, bo):
        Award.objects.create(person=person, badge=badge, status="active", given_at=JANUARY, rule_version=1)
    found = backtest(RULE, since=JANUARY)
    assert (found.both, found.only_rule, found.only_awards) == (1, 0, 1)
    assert Award.objects.count() == 2


def test_badges_that_it_asks_for_are_judged_as_well(praised, ada, bo):
    enforce(RULE, publisher=ada, approver=bo)
    Badge.objects.create(slug="elder", name="Elder", purpose="For tests.", state="live")
    asked = "badge: elder\ncriteria: {all: [{holds: {badge: bridge-builder}}, {tenure: {days: 365}}]}"
    assert [earned.person for earned in backtest(asked, since=JANUARY).earned] == ["eve"]


@pytest.mark.parametrize("wrong", [{"until": JANUARY - timedelta(1)}, {"step_days": 0}])
def test_it_refuses_moments_that_make_no_sense(praised, wrong):
    with pytest.raises(ValueError, match=r"earlier start|at least 1"):
        backtest(RULE, since=JANUARY, **wrong)


def test_a_preview_tells_gains_losses_effort_and_fairness(praised, ada, bo):
    found = preview(RULE).as_dict()
    assert (found["gain"], found["changes"][0]["person"], found["changes"][0]["after"]) == (1, "eve", "yes")
    assert found["effort"]["tiers"][0]["effort"] == 4
    assert "Cheapest way to fake this" in found["effort"]["tiers"][0]["sentence"]
    assert [one["by"] for one in found["fairness"]] == ["team", "location", "tenure"]
    enforce(RULE, publisher=ada, approver=bo)
    assert preview(STRICT).lose == 1


def test_a_preview_hides_groups_of_few_people(praised):
    assert all(one["groups"] == [] for one in preview(RULE).as_dict()["fairness"] if one["by"] == "team")
