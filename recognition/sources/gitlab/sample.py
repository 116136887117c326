"""A small message of invented people, for the test button."""

import json
from datetime import datetime

from recognition.deliveries import signatures


def sample(secret: str, *, now: datetime) -> tuple[dict[str, str], bytes]:
    """A merge request of Ada's that Grace merged, signed as GitLab signs with a signing token."""
    at = now.strftime("%Y-%m-%d %H:%M:%S UTC")
    body = json.dumps({
        "object_kind": "merge_request",
        "event_type": "merge_request",
        "user": {"id": 2, "name": "Grace Example", "username": "grace", "email": "[REDACTED]"},
        "project": {"id": 7, "path_with_namespace": "examples/lighthouse"},
        "object_attributes": {
            "iid": 12,
            "author_id": 1,
            "action": "merge",
            "state": "merged",
            "title": "A test from Plaudit",
            "description": "Closes #3",
            "created_at": at,
            "updated_at": at,
            "url": "https://gitlab.example.com/examples/lighthouse/-/merge_requests/12",
        },
        "assignees": [{"id": 1, "name": "Ada Example", "username": "ada", "email": "[REDACTED]"}],
    }).encode()  # fmt: skip
    name = f"test-{int(now.timestamp() * 1000)}"
    headers = {"content-type": "application/json", "x-gitlab-event": "Merge Request Hook", "x-gitlab-token": secret}
    return headers | signatures.standard_headers(name, body, secret, now=now), body
