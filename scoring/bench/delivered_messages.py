"""Signed messages of GitHub for a measurement: as many merged changes as approvals, of invented people."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

SECRET = "only-for-a-measurement"  # noqa: S105
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
# As long as what GitHub sends: most of it is addresses that nobody reads.
PADDING = {f"{name}_url": "https://api.example/" + "x" * 180 for name in map(str, range(90))}

Message = tuple[dict[str, str], bytes]


def messages(number: int, people: int) -> list[Message]:
    """Half of them each; the approval is an hour before its merge."""
    told = []
    for n in range(number // 2):
        at = START + timedelta(minutes=n)
        author, reviewer = n % people, (n * 7 + 1) % people
        if reviewer == author:
            reviewer = (author + 1) % people
        told += [_merged(n, author, at), _approved(n, reviewer, at - timedelta(hours=1))]
    return told


def _merged(n: int, author: int, at: datetime) -> Message:
    change = {
        "number": n, "merged": True, "merged_at": at.isoformat(), "created_at": (at - timedelta(days=1)).isoformat(),
        "user": _user(author), "base": {"ref": "main"}, "title": f"Change {n}", "body": f"Fixes #{10**6 + n}",
        "additions": n % 300, "deletions": 3, "changed_files": 2, "merge_commit_sha": f"{n:040x}",
    }  # fmt: skip
    return _signed("pull_request", "closed", change, {}, f"merged-{n}")


def _approved(n: int, reviewer: int, at: datetime) -> Message:
    review = {"state": "approved", "submitted_at": at.isoformat(), "user": _user(reviewer)}
    change = {"number": n, "base": {"ref": "main"}, "updated_at": at.isoformat()}
    return _signed("pull_request_review", "submitted", change, {"review": review}, f"approved-{n}")


def _user(n: int) -> dict[str, Any]:
    return {"login": f"octo-{n}", "id": n, "type": "User"}


def _signed(event: str, action: str, change: dict[str, Any], more: dict[str, Any], delivery: str) -> Message:
    payload = {
        "action": action,
        "repository": {"full_name": "octo/harbour", "default_branch": "main", **PADDING},
        "pull_request": change,
        **more,
    }
    body = json.dumps(payload).encode()
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": delivery,
        "X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), body, "sha256").hexdigest(),
    }
    return headers, body
