"""The box: signature, id, name of the event, and which reader an event goes to."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from gidgethub import BadRequest, ValidationFailure
from gidgethub.sansio import Event, validate_event

from recognition.deliveries.contract import Reading, UnreadableError
from recognition.sources.github import changes, work
from recognition.sources.github.exports import messages_of
from recognition.sources.github.fields import Json, text

_READERS: dict[str, Callable[[Json], Reading]] = {
    "pull_request.closed": changes.pull_request_closed,
    "pull_request_review.submitted": changes.review_submitted,
    "pull_request_review.dismissed": changes.review_dismissed,
    "push": changes.pushed,
    "issues.closed": work.issue_closed,
    "issues.reopened": work.issue_reopened,
    "deployment_status.created": work.deployment_status,
}
# Why other events lead to nothing. Whatever is not here is acknowledged as well.
_IGNORED = {
    "ping": "GitHub says that it can reach this address.",
    "pull_request": "A pull request counts when it is merged.",
    "pull_request_review": "A review counts when it is submitted.",
    "pull_request_review_thread": "A comment confirms nothing.",
    "issues": "An issue counts when it is closed as completed.",
    "deployment": "A deployment counts when it has succeeded.",
    "check_run": "Checks of machines confirm nothing for a person.",
    "workflow_run": "Checks of machines confirm nothing for a person.",
    "merge_group": "A pull request counts when it is merged.",
    "release": "What is in a release counted when it was merged.",
    "discussion": "An answer is no outcome of its own: thank who gave it.",
}


class GitHub:
    name = "github"
    label = "GitHub"

    def verified(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str], *, now: datetime) -> bool:
        """X-Hub-Signature-256; the older one with SHA-1 is not enough. GitHub signs no time."""
        signature = headers.get("x-hub-signature-256", "")
        if not signature.isascii() or not signature.startswith("sha256="):
            return False
        # Every secret is tried, so that the time taken does not tell which one it was.
        matches = [_signed_with(secret, signature, body) for secret in secrets]
        return any(matches)

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        return headers.get("x-github-delivery", "") or hashlib.sha256(body).hexdigest()

    def event(self, headers: Mapping[str, str], body: bytes) -> str:
        return headers.get("x-github-event", "")

    def read(self, headers: Mapping[str, str], body: bytes) -> Reading:
        event, payload = headers.get("x-github-event", ""), _payload(headers, body)
        if not event:
            raise UnreadableError("The header X-GitHub-Event is missing. Is this a webhook of GitHub?")
        action = text(payload, "action")
        kind = f"{event}.{action}" if action else event
        reader = _READERS.get(kind)
        if reader is None:
            return Reading(kind=kind[:100], ignored=_IGNORED.get(event, "Nothing is made of this event."))
        return replace(reader(payload), kind=kind)

    def exported(self, item: Json) -> list[tuple[dict[str, str], Json]] | None:
        """An object of the REST API as messages; None where it is none."""
        return messages_of(item)

    def sample(self, secret: str, *, now: datetime) -> tuple[dict[str, str], bytes]:
        """A merged pull request."""
        ada, ben = {"login": "octo-ada", "id": 1, "type": "User"}, {"login": "octo-ben", "id": 2, "type": "User"}
        body = json.dumps(
            {
                "action": "closed",
                "repository": {"full_name": "octo/harbour", "default_branch": "main"},
                "pull_request": {
                    "number": 12, "merged": True, "merged_at": now.isoformat(), "user": ada, "merged_by": ben,
                    "created_at": (now - timedelta(days=1)).isoformat(), "base": {"ref": "main"},
                    "title": "Greet every ship by its name", "body": "Fixes #7", "additions": 40, "deletions": 2,
                    "changed_files": 3, "html_url": "https://github.com/octo/harbour/pull/12",
                },
            }
        ).encode()  # fmt: skip
        signature = hmac.new(secret.encode(), body, "sha256").hexdigest()
        headers = {
            "content-type": "application/json",
            "x-github-event": "pull_request",
            "x-github-delivery": hashlib.sha256(body).hexdigest(),
            "x-hub-signature-256": f"sha256={signature}",
        }
        return headers, body


def _signed_with(secret: str, signature: str, body: bytes) -> bool:
    try:
        validate_event(body, signature=signature, secret=secret)
    except ValidationFailure:
        return False
    return True


def _payload(headers: Mapping[str, str], body: bytes) -> Json:
    """As JSON or as a form with the JSON in it; always UTF-8, whatever the header claims."""
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    told = {"content-type": kind, "x-github-event": "-", "x-github-delivery": "-"}
    try:
        payload = Event.from_http(told, body).data
    except BadRequest as error:
        raise UnreadableError(
            "The body is no JSON. Set the content type of the webhook to application/json."
        ) from error
    except RecursionError as error:
        raise UnreadableError("The JSON is nested too deeply.") from error
    if not isinstance(payload, dict):
        raise UnreadableError("The body is no JSON object. Is this a webhook of GitHub?")
    return payload
