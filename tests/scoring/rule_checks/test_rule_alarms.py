"""Alarms reach who answers for the badge."""

from datetime import timedelta

import pytest

from recognition.models import Award, Person, RoleGrant
from scoring.engine.criteria.parse import parse_rule_text
from scoring.health import parts
from scoring.models import RuleVersion
from scoring.rule_checks.alarms import rule_alarms
from tests.conftest import NOW

RULE = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 3, voices: 3}}"


@pytest.fixture
def old_rule(ada, bo, badge):
    rule = parse_rule_text(RULE)
    RuleVersion.objects.create(
        badge=badge, number=1, document=rule.document(), digest=rule.digest, policy_version=1, state="live",
        published_at=NOW - timedelta(weeks=60), published_by=ada, approved_by=bo,
    )  # fmt: skip


def give(badge, team, *weeks_ago):
    for weeks in weeks_ago:
        number = Person.objects.count()
        person = Person.objects.create(key=f"extra-{number}", display_name=f"Extra {number}", team=team)
        at = NOW - timedelta(weeks=weeks, days=1)
        Award.objects.create(person=person, badge=badge, status="active", given_at=at, rule_version=1)


def test_a_rule_that_never_gave_anything_is_quiet(old_rule, badge, ada):
    RoleGrant.objects.create(person=ada, role="admin")
    (alarm,) = rule_alarms(NOW)
    assert (alarm.badge, alarm.code, alarm.stewards) == ("bridge-builder", "quiet", ("Ada Lindqvist",))


def test_the_steward_is_told_before_the_admins(old_rule, badge, ada, eve):
    RoleGrant.objects.create(person=ada, role="admin")
    RoleGrant.objects.create(person=eve, role="steward", badge=badge)
    assert rule_alarms(NOW)[0].stewards == ("Eve Moreau",)


def test_a_rule_that_fell_silent_is_quiet(old_rule, badge, company):
    give(badge, company["data"], *range(4, 28))
    give(badge, company["design"], *range(4, 28))
    (alarm,) = rule_alarms(NOW)
    assert alarm.code == "quiet"
    assert "0 awards in 4 weeks where about" in alarm.sentence


def test_a_busy_rule_for_one_team_raises_both_alarms(old_rule, badge, company):
    Person.objects.bulk_create(
        Person(key=f"colleague-{n}", display_name="Colleague", team=company["design"]) for n in range(40)
    )
    give(badge, company["data"], *[0] * 9)
    assert {alarm.code for alarm in rule_alarms(NOW)} == {"busy", "one_team"}


def test_a_rule_that_gives_as_usual_raises_none(old_rule, badge, company):
    give(badge, company["data"], *range(0, 30, 2))
    give(badge, company["design"], *range(1, 30, 2))
    assert rule_alarms(NOW) == []


def test_health_shows_alarms_without_calling_the_house_unwell(old_rule, badge):
    (part,) = [part for part in parts() if part.alarm]
    assert (part.well, "bridge-builder, quiet" in part.says) == (True, True)
