"""Small signed messages of GitHub, of invented people."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

SECRET = "a-secret-of-tests-and-of-nothing-else"
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
REPOSITORY = {"full_name": "octo/harbour", "default_branch": "main"}


def at(hours):
    return (START + timedelta(hours=hours)).isoformat().replace("+00:00", "Z")


def user(login, **more):
    return {"login": login, "id": sum(map(ord, login)), "type": "User", **more}


def merged(number, author, hours, **more):
    change = {
        "number": number, "merged": True, "merged_at": at(hours), "created_at": at(hours - 5), "user": user(author),
        "merged_by": user("octo-dina"), "base": {"ref": "main"}, "title": f"Change {number}", "body": "",
        "additions": 40, "deletions": 2, "changed_files": 3, "merge_commit_sha": f"{number:040x}",
        "html_url": f"https://github.com/octo/harbour/pull/{number}",
    }  # fmt: skip
    return "pull_request", {"action": "closed", "repository": REPOSITORY, "pull_request": change | more}


def review(number, reviewer, hours, state="approved"):
    action = "dismissed" if state == "dismissed" else "submitted"
    given = {"user": user(reviewer), "state": state, "submitted_at": at(hours)}
    change = {"number": number, "base": {"ref": "main"}, "updated_at": at(hours)}
    return "pull_request_review", {
        "action": action, "repository": REPOSITORY, "review": given, "pull_request": change,
    }  # fmt: skip


def reverted(number, of, author, hours, title="Change"):
    return merged(number, author, hours, title=f'Revert "{title}"', body=f"Reverts octo/harbour#{of}")


def issue(number, assignee, hours, action="closed"):
    about = {
        "number": number, "title": f"Ticket {number}", "state_reason": "completed" if action == "closed" else None,
        "closed_at": at(hours), "updated_at": at(hours), "created_at": at(-50), "assignees": [user(assignee)],
        "html_url": f"https://github.com/octo/harbour/issues/{number}",
    }  # fmt: skip
    return "issues", {"action": action, "repository": REPOSITORY, "issue": about}


def push(sha, message, hours):
    commit = {"id": sha, "message": message, "timestamp": at(hours)}
    return "push", {"ref": "refs/heads/main", "repository": REPOSITORY, "commits": [commit]}


def signed(event, payload, *, secret=SECRET, delivery=None):
    """Headers (small letters) and body."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    headers = {
        "content-type": "application/json",
        "x-github-event": event,
        "x-github-delivery": delivery or hashlib.sha256(body).hexdigest()[:36],
        "x-hub-signature-256": "sha256=" + hmac.new(secret.encode(), body, "sha256").hexdigest(),
    }
    return headers, body
