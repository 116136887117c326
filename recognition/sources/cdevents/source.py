"""CDEvents: signed as Standard Webhooks describes or as GitHub does (ADR 36), source and id name the delivery."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from recognition.deliveries import signatures
from recognition.deliveries.contract import Reading, UnreadableError
from recognition.deliveries.parts import glimpse
from recognition.sources.cdevents import reading
from recognition.sources.cdevents.envelope import Envelope, is_batch, opened, structured


class CDEvents:
    """CloudEvents defines no signature. Source: cdevents.dev, CloudEvents 1.0 HTTP binding and JSON format."""

    name = "cloudevents"  # as in the address that users were promised
    label = "CDEvents (CloudEvents)"

    def verified(self, headers: Mapping[str, str], body: bytes, secrets: Sequence[str], *, now: datetime) -> bool:
        given = signatures.after("sha256=", [headers.get("x-hub-signature-256", "")])
        signed = signatures.signed_hex(given, body, secrets)
        return signatures.signed_standard(headers, body, secrets, now=now) or signed

    def delivery_id(self, headers: Mapping[str, str], body: bytes) -> str:
        """CloudEvents: source and id together are unique. A batch has no id of its own."""
        events = _events(headers, body)
        if len(events) != 1:
            return hashlib.sha256(body).hexdigest()
        return hashlib.sha256(f"{events[0].source} {events[0].id}".encode(errors="replace")).hexdigest()

    def event(self, headers: Mapping[str, str], body: bytes) -> str:
        return "batch" if is_batch(headers) else glimpse(body, "type")

    def sample(self, secret: str, *, now: datetime) -> tuple[dict[str, str], bytes]:
        """A change of Ada's that was merged, in structured mode."""
        kind, source = "dev.cdevents.change.merged.0.3.0", "/plaudit/test"
        name, at = f"test-{int(now.timestamp() * 1000)}", now.astimezone(UTC).isoformat(timespec="seconds")
        event: dict[str, object] = {
            "context": {"specversion": "0.5.0", "id": name, "source": source, "type": kind, "timestamp": at},
            "subject": {
                "id": "change-1", "source": source, "content": {"repository": {"id": "examples/lighthouse"}},
            },
            "customData": {"authors": [{"login": "ada", "name": "Ada Example"}], "title": "A test from Plaudit"},
            "customDataContentType": "application/json",
        }  # fmt: skip
        body = structured(event, kind, source, name, at)
        headers = {"content-type": "application/cloudevents+json; charset=utf-8"}
        return headers | signatures.standard_headers(name, body, secret, now=now), body

    def read(self, headers: Mapping[str, str], body: bytes) -> Reading:
        return reading.read(opened(headers, body))


def _events(headers: Mapping[str, str], body: bytes) -> list[Envelope]:
    try:
        return opened(headers, body)
    except UnreadableError:
        return []
