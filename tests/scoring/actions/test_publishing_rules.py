"""Publishing a rule: lawful, by two people, and never changed again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from recognition.models import AuditEntry, Badge
from scoring import immutable_rules
from scoring.actions import rules
from scoring.actions.catalogue import install_starter
from scoring.models import QueuedPerson, RuleVersion

LAWFUL = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 6, teams: 3, voices: 3}}"
STRICTER = LAWFUL.replace("at_least: 6", "at_least: 9")
ONE_VOICE = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 1}}"


@pytest.fixture
def published(admins, badge):
    return rules.publish(by=admins[0], approved_by=admins[1], text=LAWFUL)


def test_a_published_rule_is_in_force_described_audited_and_queues_everybody(published, badge):
    badge.refresh_from_db()
    assert (published.state, published.number) == ("live", 1)
    assert any("teams" in sentence for sentence in badge.criteria_text)
    assert AuditEntry.objects.filter(verb="rule.publish", object_key="bridge-builder/1").exists()
    assert QueuedPerson.objects.count() == 3


def test_it_refuses_the_same_person_twice(admins, badge):
    with pytest.raises(PermissionDenied, match="second person"):
        rules.publish(by=admins[0], approved_by=admins[0], text=LAWFUL)
    assert not RuleVersion.objects.exists()


def test_it_refuses_somebody_who_is_no_admin(admins, eve, badge):
    with pytest.raises(PermissionDenied):
        rules.publish(by=admins[0], approved_by=eve, text=LAWFUL)


def test_it_refuses_an_unlawful_rule_and_says_how_to_mend_it(admins, badge):
    with pytest.raises(ValidationError) as refused:
        rules.publish(by=admins[0], approved_by=admins[1], text=ONE_VOICE)
    assert "law 3" in refused.value.messages[0]
    assert not RuleVersion.objects.exists()


def test_it_names_all_mistakes_at_once(admins, badge):
    with pytest.raises(ValidationError) as refused:
        rules.publish(by=admins[0], approved_by=admins[1], text="badge: 7\naward: perhaps\ncriteria: {luck: {n: 1}}")
    assert len(refused.value.messages) == 3


def test_it_refuses_a_rule_for_a_badge_that_is_not_there(admins):
    with pytest.raises(ValidationError, match="create it first"):
        rules.publish(by=admins[0], approved_by=admins[1], text=LAWFUL)


def test_it_refuses_to_close_a_circle_of_badges(admins, published):
    Badge.objects.create(slug="other", name="Other", purpose="For tests.", state="live")
    both = "badge: {}\ncriteria:\n  all:\n    - holds: {{badge: {}}}\n    - peer_support: {{at_least: 6, voices: 3}}"
    rules.publish(by=admins[0], approved_by=admins[1], text=both.format("other", "bridge-builder"))
    with pytest.raises(ValidationError, match="ask for each other"):
        rules.publish(by=admins[0], approved_by=admins[1], text=both.format("bridge-builder", "other"))


def test_a_new_version_supersedes_the_one_before(admins, published):
    second = rules.publish(by=admins[1], approved_by=admins[0], text=STRICTER)
    published.refresh_from_db()
    assert (published.state, second.state, second.number) == ("superseded", "live", 2)


def test_publishing_the_live_version_again_changes_nothing(admins, published):
    assert rules.publish(by=admins[1], approved_by=admins[0], text=LAWFUL) == published
    assert RuleVersion.objects.count() == 1


def test_a_draft_judges_nobody_and_is_published_as_it_is(admins, badge):
    draft = rules.draft(by=admins[0], text=LAWFUL)
    assert (draft.state, QueuedPerson.objects.count()) == ("draft", 0)
    assert rules.publish(by=admins[0], approved_by=admins[1], text=LAWFUL) == draft


@pytest.mark.parametrize(
    "change", [{"document": {}}, {"digest": "0" * 64}, {"number": 7}, {"state": "draft"}, {"source_text": "other"}]
)
def test_the_database_refuses_to_change_a_published_version(published, change):
    immutable_rules.install(connection)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        RuleVersion.objects.filter(pk=published.pk).update(**change)


def test_the_starter_catalogue_is_installed_once(admins):
    first = install_starter(by=admins[0], approved_by=admins[1])
    assert len(first) >= 12
    assert install_starter(by=admins[0], approved_by=admins[1]) == []
    assert Badge.objects.filter(state="live").count() == len(first)
