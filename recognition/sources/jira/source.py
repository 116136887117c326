"""Jira: the signature in `X-Hub-Signature`, the id of a delivery in `X-Atlassian-Webhook-Identifier`."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from recognition.deliveries import signatures
from recognition.deliveries.contract import Reading
from recognition.deliveries.parts import document, glimpse
from recognition.sources.jira import reading


class Jira:
    """Jira signs when the webhook was made with a secret. Source: developer.atlassian.com, Jira Cloud, webhooks."""

    name = "jira"
    label = "Jira"

    def verified(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str], *, now: datetime) -> bool:
        given = signatures.after("sha256=", [headers.get("x-hub-signature", "")])
        return signatures.signed_hex(given, body, secrets)

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        given = headers.get("x-atlassian-webhook-identifier", "")
        return given if 0 < len(given) <= 200 and given.isprintable() else hashlib.sha256(body).hexdigest()

    def event(self, headers: Mapping[str, str], body: bytes) -> str:
        return glimpse(body, "webhookEvent")

    def sample(self, secret: str, *, now: datetime) -> tuple[dict[str, str], bytes]:
        """A ticket of Ada's that was resolved."""
        at = now.strftime("%Y-%m-%dT%H:%M:%S.000%z")
        done = {"name": "Done", "statusCategory": {"key": "done"}}
        ada = {"accountId": "test:ada", "accountType": "atlassian", "displayName": "Ada Example"}
        body = json.dumps({
            "timestamp": int(now.timestamp() * 1000),
            "webhookEvent": "jira:issue_updated",
            "issue_event_type_name": "issue_resolved",
            "user": ada,
            "issue": {
                "id": "10001",
                "self": "https://example.atlassian.net/rest/api/2/issue/10001",
                "key": "LIGHT-1",
                "fields": {
                    "summary": "A test from Plaudit",
                    "project": {"key": "LIGHT", "projectTypeKey": "software"},
                    "issuetype": {"name": "Task", "subtask": False},
                    "assignee": ada,
                    "status": done,
                    "resolution": {"name": "Done"},
                    "resolutiondate": at,
                    "updated": at,
                },
            },
            "changelog": {"items": [
                {"field": "resolution", "fieldId": "resolution", "from": None, "to": "10000", "toString": "Done"},
                {"field": "status", "fieldId": "status", "from": "3", "to": "10002", "toString": "Done"},
            ]},
        }).encode()  # fmt: skip
        headers = {
            "content-type": "application/json",
            "x-atlassian-webhook-identifier": f"test-{int(now.timestamp() * 1000)}",
            "x-hub-signature": f"sha256={signatures.hex_of(body, secret)}",
        }
        return headers, body

    def read(self, headers: Mapping[str, str], body: bytes) -> Reading:
        return reading.read(document(body))
