"""PagerDuty: one or more `v1=` signatures in `X-PagerDuty-Signature`, the id of the event as that of the delivery."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from recognition.deliveries import signatures
from recognition.deliveries.contract import Reading, UnreadableError
from recognition.deliveries.parts import document, glimpse
from recognition.sources.pagerduty import reading


class PagerDuty:
    """While a secret is being changed PagerDuty signs with both. Source: docs.pagerduty.com, webhooks v3."""

    name = "pagerduty"
    label = "PagerDuty"

    def verified(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str], *, now: datetime) -> bool:
        given = signatures.after("v1=", headers.get("x-pagerduty-signature", "").split(","))
        return signatures.signed_hex(given, body, secrets)

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        try:
            return document(body).part("event").word("id")
        except UnreadableError:
            return hashlib.sha256(body).hexdigest()

    def event(self, headers: Mapping[str, str], body: bytes) -> str:
        return glimpse(body, "event_type")

    def sample(self, secret: str, *, now: datetime) -> tuple[dict[str, str], bytes]:
        """An incident that Ada resolved."""
        ada = {"id": "PADA001", "type": "user_reference", "summary": "Ada Example"}
        body = json.dumps({
            "event": {
                "id": f"test-{int(now.timestamp() * 1000)}",
                "event_type": "incident.resolved",
                "resource_type": "incident",
                "occurred_at": now.astimezone(UTC).isoformat(timespec="milliseconds"),
                "agent": ada,
                "data": {
                    "id": "PTEST01",
                    "type": "incident",
                    "status": "resolved",
                    "title": "A test from Plaudit",
                    "html_url": "https://example.pagerduty.com/incidents/PTEST01",
                    "service": {"id": "PSVC001", "type": "service_reference", "summary": "Lighthouse"},
                    "assignees": [ada],
                    "resolve_reason": None,
                },
            }
        }).encode()  # fmt: skip
        signature = f"v1={signatures.hex_of(body, secret)}"
        return {"content-type": "application/json", "x-pagerduty-signature": signature}, body

    def read(self, headers: Mapping[str, str], body: bytes) -> Reading:
        return reading.read(document(body))
