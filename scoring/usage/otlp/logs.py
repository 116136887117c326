"""OTLP logs -> requests: Claude Code's `api_request` events, and inference events of the GenAI conventions.

Events are read for their moments: the rhythm of requests cannot be seen in sums. A prompt that comes along is dropped
by `attributes.plain`; bodies are read for nothing but the name of an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord

from scoring.usage.otlp.attributes import Attributes, plain, tool, who
from scoring.usage.readings import Received, Request, digest

MILLISECOND = 1_000_000  # nanoseconds
CLAUDE = "claude_code.api_request"
GENAI = "gen_ai.client.inference.operation.details"

# Event -> columns and the attributes that are summed into them.
AMOUNTS = {
    CLAUDE: {
        "input_tokens": ("input_tokens",),
        "output_tokens": ("output_tokens",),
        "cache_tokens": ("cache_read_tokens", "cache_creation_tokens"),
    },
    GENAI: {
        "input_tokens": ("gen_ai.usage.input_tokens",),
        "output_tokens": ("gen_ai.usage.output_tokens",),
        "cache_tokens": ("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_creation.input_tokens"),
    },
}
# What makes a request the same one when it is delivered again; the first that is there.
KEYS = ("request_id", "gen_ai.response.id")


def requests(message: ExportLogsServiceRequest, received: Received) -> list[Request]:
    """All records that tell of a request; the others are counted in `received`."""
    found: list[Request] = []
    for resource_logs in message.resource_logs:
        resource = plain(resource_logs.resource.attributes)
        for scope_logs in resource_logs.scope_logs:
            found += _of_records(scope_logs.log_records, resource, received)
    return found


def _of_records(records: Iterable[LogRecord], resource: Attributes, received: Received) -> Iterator[Request]:
    for record in records:
        attributes = {**resource, **plain(record.attributes)}
        event = _event(record, attributes)
        if event is None:
            received.unread += 1
            continue
        at = record.time_unix_nano or record.observed_time_unix_nano
        yield Request(
            who=who(attributes),
            tool=tool(attributes, "claude-code" if event == CLAUDE else "unknown"),
            at=at // MILLISECOND,
            amounts=_amounts(event, attributes),
            key=digest(event, *_identity(record, attributes, at)),
        )


def _event(record: LogRecord, attributes: Attributes) -> str | None:
    """Its name: a field of its own in newer senders, an attribute or the body in older ones, with or without prefix."""
    for name in (record.event_name, attributes.get("event.name", ""), record.body.string_value):
        for known in AMOUNTS:
            if name == known or f"claude_code.{name}" == known:
                return known
    return None


def _amounts(event: str, attributes: Attributes) -> dict[str, int]:
    return {column: sum(_whole(attributes.get(name, "")) for name in names) for column, names in AMOUNTS[event].items()}


def _whole(text: str) -> int:
    """0 where nothing is said; -1, which is refused, where it is no number."""
    if not text:
        return 0
    try:
        return int(float(text)) if len(text) < 20 else -1
    except (ValueError, OverflowError):
        return -1


def _identity(record: LogRecord, attributes: Attributes, at: int) -> tuple[str | int, ...]:
    for key in KEYS:
        if attributes.get(key):
            return (attributes[key],)
    if record.span_id:
        return (record.trace_id.hex(), record.span_id.hex(), at)
    names = ("session.id", "event.sequence", "gen_ai.conversation.id", "user.id", "user.email")
    return (*(attributes.get(name, "") for name in names), at)
