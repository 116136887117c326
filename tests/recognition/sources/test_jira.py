from datetime import UTC, datetime, timedelta

import pytest

from recognition.deliveries.contract import Account, ReversalFact
from recognition.deliveries.signatures import hex_of
from recognition.sources.jira.source import Jira
from tests.recognition.sources.messages import JIRA, body, changed

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
OPEN = {"name": "To Do", "statusCategory": {"key": "new"}}


def read(**values):
    return Jira().read({}, body(changed(JIRA, **values)))


def test_a_resolved_ticket_is_an_outcome_of_its_assignee():
    (fact,) = read().facts
    assert (fact.key, fact.kind, fact.at, fact.root) == ("SEA-4", "ticket_closed", TEN, "SEA-4")
    assert fact.authors == (Account(user_id="a:1", email="ada@plaudit.example", email_verified=True),)
    assert (fact.area, fact.url) == ("SEA", "https://sea.atlassian.net/browse/SEA-4")


def test_moving_it_from_resolved_to_closed_tells_of_the_same_outcome():
    later = read(timestamp=1772449200500, changelog={"items": [{"field": "status", "from": "5", "to": "6"}]})
    assert later.facts == read().facts


def test_a_case_of_a_service_desk_is_a_customers():
    assert read(issue__fields__project={"key": "HELP", "projectTypeKey": "service_desk"}).facts[0].kind == "case_solved"


def test_a_sub_task_is_a_part_of_its_ticket():
    parent = {"id": "1", "key": "SEA-1"}
    assert read(issue__fields__parent=parent).facts[0].root == "SEA-4"  # an epic
    assert read(issue__fields__parent=parent, issue__fields__issuetype={"subtask": True}).facts[0].root == "SEA-1"


@pytest.mark.parametrize("resolution", ["Won't Do", "Duplicate", "Cannot Reproduce", "DECLINED"])
def test_closing_what_nobody_did_is_no_outcome(resolution):
    assert read(issue__fields__resolution={"name": resolution}).ignored


def test_closing_a_ticket_of_nobody_is_no_outcome():
    assert "assigned" in read(issue__fields__assignee=None).ignored


def test_a_reopened_ticket_reverses_its_closing():
    gone = {"items": [{"field": "resolution", "fieldId": "resolution", "from": "10000", "to": None}]}
    reading = read(issue__fields__status=OPEN, changelog=gone)
    assert reading.facts == (ReversalFact("SEA-4", "reopened", TEN + timedelta(milliseconds=500)),)


def test_moving_between_open_states_says_nothing():
    moved = {"items": [{"field": "status", "fieldId": "status", "from": "1", "to": "3"}]}
    assert read(issue__fields__status=OPEN, changelog=moved).ignored


@pytest.mark.parametrize("event", ["jira:issue_created", "jira:issue_deleted", "comment_created", "sprint_started"])
def test_other_events_are_acknowledged(event):
    assert read(webhookEvent=event).ignored


def test_an_address_on_an_own_server_names_nobody_by_itself():
    server = {"key": "JIRAUSER1", "name": "ada", "emailAddress": "ada@plaudit.example"}
    (author,) = read(issue__fields__assignee=server).facts[0].authors
    assert (author.user_id, author.login, author.email_verified) == ("JIRAUSER1", "ada", False)


def test_an_app_is_automated():
    assert read(issue__fields__assignee={"accountId": "b", "accountType": "app"}).facts[0].authors[0].automated


def test_only_its_own_signature_counts():
    source, message = Jira(), body(JIRA)
    assert source.verified({"x-hub-signature": f"sha256={hex_of(message, 's')}"}, message, ["s"], now=TEN)
    for wrong in ("", f"sha1={hex_of(message, 's')}", f"sha256={hex_of(message, 't')}", "sha256="):
        assert not source.verified({"x-hub-signature": wrong}, message, ["s"], now=TEN)


def test_a_repeated_delivery_keeps_its_id():
    assert Jira().delivery_id({"x-atlassian-webhook-identifier": "i1"}, b"{}") == "i1"
    assert Jira().delivery_id({}, b"{}") == Jira().delivery_id({"x-atlassian-webhook-identifier": "x" * 500}, b"{}")
