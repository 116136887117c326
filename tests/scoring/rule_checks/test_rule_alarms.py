"""Alarms reach who answers for the badge."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from recognition.models import Award, AwardChange, Badge, Person, RoleGrant
from scoring.engine.criteria.parse import parse_rule_text
from scoring.health import parts
from scoring.models import RuleVersion
from scoring.rule_checks.alarms import latest_report, rule_alarms, rule_health
from scoring.rule_checks.weekly_awards import given_by
from tests.conftest import NOW

RULE = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 3, voices: 3}}"


@pytest.fixture
def old_rule(ada, bo, badge):
    _publish(badge, ada, bo, NOW - timedelta(weeks=60))


def _publish(badge, ada, bo, at):
    rule = parse_rule_text(RULE)
    RuleVersion.objects.create(
        badge=badge, number=1, document=rule.document(), digest=rule.digest, policy_version=1, state="live",
        published_at=at, published_by=ada, approved_by=bo,
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


@pytest.mark.parametrize(("status", "stood", "counted"), [
    ("active", False, 1), ("pending", False, 0), ("revoked", False, 0), ("revoked", True, 1), ("lapsed", True, 1),
])  # fmt: skip
def test_only_what_took_effect_counts_as_given(old_rule, badge, ada, status, stood, counted):
    award = Award.objects.create(person=ada, badge=badge, status=status, given_at=NOW, rule_version=1)
    before, after = ("pending", "active") if stood else ("", "pending")
    AwardChange.objects.create(award=award, from_status=before, to_status=after, reason="Three voices.")
    assert sum(given_by([badge.pk], NOW)[badge.pk].by_week) == counted


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


def test_history_that_is_dated_back_is_the_past_of_a_rule_that_was_just_published(badge, ada, bo, company):
    """As after a replay: else what was given in the oldest week is lost, and the usual looks like a rush."""
    _publish(badge, ada, bo, NOW)
    people = Person.objects.bulk_create(
        Person(key=f"colleague-{n}", display_name="Colleague", team=company["design"]) for n in range(40)
    )
    for person, weeks in zip(people, [70, *[27] * 7, 14, 12, 8, 4, 3, 3, 2, 0, 0], strict=False):
        at = NOW - timedelta(weeks=weeks, hours=4)
        Award.objects.create(person=person, badge=badge, status="active", given_at=at, rule_version=1)
    (rule,) = rule_health(NOW).rules
    assert len(rule.by_week) == 30
    assert sum(rule.by_week) == 16
    assert rule.usual == pytest.approx(11 / 26)
    assert rule.alarms == ()


def test_the_week_of_the_first_award_counts(badge, ada, bo, company):
    _publish(badge, ada, bo, NOW)
    give(badge, company["data"], *[12] * 9, 5)
    (rule,) = rule_health(NOW).rules
    assert rule.by_week == (9, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0)


def test_what_the_rule_did_not_give_is_not_counted(old_rule, badge, ada, chen):
    Award.objects.create(person=chen, badge=badge, given_at=NOW, given_by=ada)
    assert sum(rule_health(NOW).rules[0].by_week) == 0


def test_pages_read_a_report_that_is_kept_while_the_rules_stay(old_rule, badge, ada, bo, django_assert_num_queries):
    cache.clear()
    latest_report()
    with django_assert_num_queries(1):
        assert [rule.badge for rule in latest_report().rules] == ["bridge-builder"]
    other = Badge.objects.create(slug="mentor", name="Mentor", purpose="For tests.", state="live")
    _publish(other, ada, bo, NOW)
    assert [rule.badge for rule in latest_report().rules] == ["bridge-builder", "mentor"]
    cache.clear()


def test_health_shows_alarms_without_calling_the_house_unwell(old_rule, badge):
    (part,) = [part for part in parts() if part.alarm]
    assert (part.well, "bridge-builder, quiet" in part.says) == (True, True)
