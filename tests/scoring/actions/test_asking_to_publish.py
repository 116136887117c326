"""One admin asks, another one approves or declines."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from recognition.models import AuditEntry, RoleGrant
from scoring.actions import publishing, rules, shadows
from scoring.models import PublishRequest, RuleVersion

RULE = "badge: bridge-builder\ncriteria: {peer_support: {at_least: 6, teams: 3, voices: 3}}"
OTHER = RULE.replace("at_least: 6", "at_least: 9")


@pytest.fixture
def admins(ada, bo, badge):
    for person in (ada, bo):
        RoleGrant.objects.create(person=person, role="admin")
    return ada, bo


@pytest.fixture
def asked(admins):
    return publishing.ask(by=admins[0], text=RULE, note="Fewer teams exist now.")


def test_a_request_judges_nobody_and_an_approval_publishes_in_the_name_of_both(asked, admins):
    assert (asked.state, asked.version.state) == ("waiting", "draft")
    version = publishing.approve(by=admins[1], request=asked)
    asked.refresh_from_db()
    assert (version.state, version.published_by, version.approved_by) == ("live", *admins)
    assert (version, asked.state, asked.decided_by) == (asked.version, "approved", admins[1])
    verbs = AuditEntry.objects.filter(object_key="bridge-builder/1").values_list("verb", flat=True)
    assert {"rule.draft", "rule.ask", "rule.publish", "rule.approve"} == set(verbs)


def test_nobody_approves_what_they_asked_for(asked, admins):
    with pytest.raises(PermissionDenied, match="second person"):
        publishing.approve(by=admins[0], request=asked)
    assert not RuleVersion.objects.filter(state="live").exists()


def test_only_admins_ask_approve_and_decline(asked, eve):
    with pytest.raises(PermissionDenied):
        publishing.ask(by=eve, text=OTHER, note="Nine.")
    with pytest.raises(PermissionDenied):
        publishing.approve(by=eve, request=asked)
    with pytest.raises(PermissionDenied):
        publishing.decline(by=eve, request=asked, reason="No.")


def test_an_asker_who_is_no_admin_any_more_publishes_nothing(asked, admins):
    RoleGrant.objects.filter(person=admins[0]).delete()
    with pytest.raises(PermissionDenied):
        publishing.approve(by=admins[1], request=asked)
    assert PublishRequest.objects.get().state == "waiting"


def test_declining_needs_a_reason_and_keeps_the_draft(asked, admins):
    with pytest.raises(ValidationError) as refused:
        publishing.decline(by=admins[1], request=asked, reason=" ")
    assert "reason" in refused.value.message_dict
    publishing.decline(by=admins[1], request=asked, reason="Three teams are too many for us.")
    asked.refresh_from_db()
    assert (asked.state, asked.version.state, asked.reason[:5]) == ("declined", "draft", "Three")


def test_only_who_asked_takes_it_back(asked, admins):
    with pytest.raises(PermissionDenied):
        publishing.withdraw(by=admins[1], request=asked)
    assert publishing.withdraw(by=admins[0], request=asked).state == "withdrawn"


@pytest.mark.parametrize("step", ["approve", "withdraw", "decline"])
def test_what_is_decided_stays_decided(asked, admins, step):
    publishing.withdraw(by=admins[0], request=asked)
    more = {"reason": "Late."} if step == "decline" else {}
    with pytest.raises(ValidationError, match="decided already"):
        getattr(publishing, step)(by=admins[1], request=asked, **more)


@pytest.mark.parametrize("note", ["", "  "])
def test_asking_needs_a_note_for_who_approves(admins, note):
    with pytest.raises(ValidationError) as refused:
        publishing.ask(by=admins[0], text=RULE, note=note)
    assert "note" in refused.value.message_dict
    assert not PublishRequest.objects.exists()


def test_asking_twice_is_one_request(asked, admins):
    assert publishing.ask(by=admins[1], text=RULE, note="") == asked
    assert RuleVersion.objects.count() == 1


def test_it_refuses_to_ask_for_what_is_in_force_and_for_what_is_unlawful(asked, admins):
    publishing.approve(by=admins[1], request=asked)
    with pytest.raises(ValidationError, match="in force already"):
        publishing.ask(by=admins[0], text=RULE, note="Again.")
    unlawful = RULE.replace("at_least: 6, teams: 3, voices: 3", "at_least: 1, voices: 2")
    with pytest.raises(ValidationError, match="law 6"):
        publishing.ask(by=admins[0], text=unlawful, note="Easier.")
    assert RuleVersion.objects.count() == 1


def test_a_draft_that_waits_or_was_tried_outlives_a_newer_one(asked, admins):
    rules.draft(by=admins[0], text=OTHER)
    tried = shadows.start(by=admins[0], text=OTHER.replace("9", "8"))
    rules.draft(by=admins[0], text=OTHER.replace("9", "7"))
    left = set(RuleVersion.objects.values_list("document__criteria__peer_support__at_least", flat=True))
    assert left == {6, 7, 8}
    assert tried.version.state == "draft"


def test_the_other_admin_is_told_what_waits_and_the_asker_what_was_said(asked, admins):
    assert [(told.kind, told.by) for told in admins[1].notifications.all()] == [("rule_waits", admins[0])]
    publishing.decline(by=admins[1], request=asked, reason="Six voices are too many for a small team.")
    assert [(told.kind, told.by) for told in admins[0].notifications.all()] == [("rule_declined", admins[1])]
