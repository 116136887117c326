"""The CDEvents of one request, read from the signed body and never from the `ce-` headers beside it."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass

from recognition.deliveries.contract import UnreadableError
from recognition.deliveries.parts import MOST_PARTS, Part, decoded

PREFIX = "dev.cdevents."
BATCH = "application/cloudevents-batch+json"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event: its CloudEvents type, and the CDEvent in it where it is one."""

    kind: str
    event: Part | None
    source: str
    id: str


def opened(headers: Mapping[str, str], body: bytes) -> list[Envelope]:
    """The events in their order; one, unless the request is a batch.

    Raises:
        UnreadableError: what is there is neither a CloudEvent nor a CDEvent.
    """
    elsewhere = _another_in_binary_mode(headers)
    try:
        found = decoded(body)
    except UnreadableError:
        if elsewhere is not None:
            return [elsewhere]
        raise
    if not is_batch(headers):
        if elsewhere is not None and not (isinstance(found, dict) and ("context" in found or "specversion" in found)):
            return [elsewhere]
        return [_one(_object(found, ""))]
    if not isinstance(found, list) or len(found) > MOST_PARTS:
        raise UnreadableError(f"A batch must be a list of at most {MOST_PARTS} CloudEvents.")
    return [_one(_object(item, f"[{index}]")) for index, item in enumerate(found)]


def is_batch(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().lower() == BATCH


def _another_in_binary_mode(headers: Mapping[str, str]) -> Envelope | None:
    """A CloudEvent of another kind, whose body may be anything. Its headers are believed: nothing becomes of it."""
    kind = headers.get("ce-type", "")
    if not kind or kind.startswith(PREFIX):
        return None
    return Envelope(kind[:200], None, headers.get("ce-source", ""), headers.get("ce-id", ""))


def _one(outer: Part) -> Envelope:
    if outer.has("context"):  # binary mode: the body is the event itself
        context = outer.part("context")
        return Envelope(context.word("type"), outer, context.prose("source"), context.word("id"))
    if not outer.has("specversion"):
        outer.refuse("specversion", "is missing: the body must be a CloudEvent or a CDEvent")
    kind, source, name = outer.word("type"), outer.prose("source"), outer.word("id")
    if not kind.startswith(PREFIX):
        return Envelope(kind, None, source, name)
    event = _data(outer)
    context = event.part("context")
    if (context.word("type"), context.prose("source"), context.word("id")) != (kind, source, name):
        outer.refuse("data.context", "must have the type, source and id of the CloudEvent around it")
    return Envelope(kind, event, source, name)


def _data(outer: Part) -> Part:
    if not outer.has("data_base64"):
        return outer.part("data")
    try:
        inner = base64.b64decode(outer.prose("data_base64"), validate=True)
    except (binascii.Error, ValueError):
        outer.refuse("data_base64", "must be base64")
    return _object(decoded(inner), "data_base64")


def _object(found: object, place: str) -> Part:
    if not isinstance(found, dict):
        raise UnreadableError(f"“{place or 'body'}” must be a JSON object.")
    return Part(found, place)


def structured(event: dict[str, object], kind: str, source: str, name: str, time: str) -> bytes:
    """A CDEvent in a CloudEvent, in structured mode."""
    return json.dumps({
        "specversion": "1.0", "id": name, "source": source, "type": kind, "time": time,
        "datacontenttype": "application/json", "data": event,
    }).encode()  # fmt: skip
