"""Small messages of invented people, as the sources send them."""

import copy
import json
from typing import Any

GITLAB_CHANGE: dict[str, Any] = {
    "object_kind": "merge_request",
    "user": {"id": 2, "name": "Grace Hopper", "username": "grace", "email": "grace@plaudit.example"},
    "project": {"id": 7, "path_with_namespace": "sea/lighthouse", "default_branch": "main"},
    "object_attributes": {
        "target_branch": "main", "merge_commit_sha": "c" * 40,
        "iid": 12, "author_id": 1, "action": "merge", "title": "Turn the lamp", "description": "",
        "created_at": "2026-03-01 09:00:00 UTC", "updated_at": "2026-03-02 10:00:00 UTC",
        "url": "https://gitlab.example.com/sea/lighthouse/-/merge_requests/12",
        "last_commit": {"message": "Turn the lamp"},
    },
    "assignees": [{"id": 1, "name": "Ada Lovelace", "username": "ada", "email": "[REDACTED]"}],
    "reviewers": [],
}  # fmt: skip

GITLAB_ISSUE: dict[str, Any] = {
    "object_kind": "issue",
    "user": {"id": 2, "username": "grace"},
    "project": {"path_with_namespace": "sea/lighthouse"},
    "object_attributes": {
        "iid": 3, "action": "close", "title": "The lamp stands still", "closed_at": "2026-03-02 10:00:00 UTC",
        "updated_at": "2026-03-02 10:00:01 UTC", "url": "https://gitlab.example.com/sea/lighthouse/-/issues/3",
    },
    "assignees": [{"id": 1, "username": "ada"}],
}  # fmt: skip

GITLAB_DEPLOYMENT: dict[str, Any] = {
    "object_kind": "deployment",
    "status": "success",
    "status_changed_at": "2026-03-02 12:00:00 +0200",
    "deployment_id": 15,
    "environment": "production",
    "project": {"path_with_namespace": "sea/lighthouse"},
    "user": {"id": 1, "username": "ada"},
    "commit_title": "Turn the lamp",
}

JIRA: dict[str, Any] = {
    "timestamp": 1772445600500,
    "webhookEvent": "jira:issue_updated",
    "issue_event_type_name": "issue_generic",
    "issue": {
        "id": "10040", "self": "https://sea.atlassian.net/rest/api/2/issue/10040", "key": "SEA-4",
        "fields": {
            "summary": "The lamp stands still",
            "project": {"key": "SEA", "projectTypeKey": "software"},
            "issuetype": {"name": "Story", "subtask": False},
            "assignee": {"accountId": "a:1", "accountType": "atlassian", "emailAddress": "ada@plaudit.example"},
            "status": {"name": "Done", "statusCategory": {"key": "done"}},
            "resolution": {"name": "Done"},
            "resolutiondate": "2026-03-02T02:00:00.000-0800",
            "updated": "2026-03-02T02:00:00.500-0800",
        },
    },
    "changelog": {"items": [
        {"field": "resolution", "fieldId": "resolution", "from": None, "to": "10000"},
        {"field": "status", "fieldId": "status", "from": "3", "to": "10002"},
    ]},
}  # fmt: skip

PAGERDUTY: dict[str, Any] = {
    "event": {
        "id": "01E", "event_type": "incident.resolved", "occurred_at": "2026-03-02T10:00:00.000Z",
        "agent": {"id": "PADA", "type": "user_reference", "summary": "Ada Lovelace"},
        "data": {
            "id": "Q1", "title": "The lamp is out", "html_url": "https://sea.pagerduty.com/incidents/Q1",
            "service": {"id": "PS", "summary": "Lighthouse"},
            "assignees": [
                {"id": "PGRACE", "type": "user_reference", "summary": "Grace Hopper"},
                {"id": "PADA", "type": "user_reference", "summary": "Ada Lovelace"},
            ],
            "resolve_reason": None,
        },
    }
}  # fmt: skip


def cdevent(kind: str, content: dict[str, Any] | None = None, custom: dict[str, Any] | None = None) -> dict[str, Any]:
    event: dict[str, Any] = {
        "context": {
            "specversion": "0.5.0", "id": "e1", "source": "/ci", "type": f"dev.cdevents.{kind}.0.3.0",
            "timestamp": "2026-03-02T10:00:00Z",
        },
        "subject": {"id": "s1", "source": "/ci", "content": content or {}},
    }  # fmt: skip
    return event if custom is None else event | {"customData": custom}


def in_cloudevent(event: dict[str, Any]) -> dict[str, Any]:
    context = event["context"]
    return {
        "specversion": "1.0", "id": context["id"], "source": context["source"], "type": context["type"],
        "datacontenttype": "application/json", "data": event,
    }  # fmt: skip


def changed(message: dict[str, Any], **values: Any) -> dict[str, Any]:
    """A copy with other values at dotted places, written with two underscores: `object_attributes__action`."""
    result = copy.deepcopy(message)
    for place, value in values.items():
        *way, last = place.split("__")
        target = result
        for name in way:
            target = target[name]
        target[last] = value
    return result


def body(message: object) -> bytes:
    return json.dumps(message).encode()
