"""What a source told before anybody listened: recorded messages or exports of its API, from files.

They go the way of every delivery, without a signature (whoever reads files of the server needs none) and without
telling anybody: it is history. The same files again change nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from recognition.actions.notifications import silence
from recognition.deliveries.contract import Source
from recognition.deliveries.intake import MOST_BYTES, kept_headers
from recognition.deliveries.processing import process
from recognition.models import Delivery
from recognition.plain_text import cleaned

# No worker takes it meanwhile; if this process dies, one does so later.
OURS_FOR = timedelta(minutes=10)


class BackfillError(Exception):
    """A file or a line that is none of the forms; says where, and what to do."""


@dataclass
class Came:
    """`states`: how many messages ended in which state, or were known. `troubles`: a line for each that failed."""

    states: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Message:
    place: str
    headers: Mapping[str, str]
    body: bytes


def backfill(
    source: Source, paths: Iterable[Path], *, headers: Mapping[str, str] | None = None, dry_run: bool = False
) -> Came:
    """Every message of the files. A dry run does all of it and keeps none.

    Raises:
        BackfillError: before anything is kept.
    """
    paths = list(_files(paths))
    for _message in _messages(source, paths, headers or {}):
        pass  # read once to the end, so that a broken line in the middle leaves nothing half done
    came = Came()
    with silence():
        if dry_run:
            with transaction.atomic():
                _take_over(source, paths, headers or {}, came)
                transaction.set_rollback(True)
        else:
            _take_over(source, paths, headers or {}, came)
    return came


def _take_over(source: Source, paths: list[Path], headers: Mapping[str, str], came: Came) -> None:
    for message in _messages(source, paths, headers):
        delivery, new = Delivery.objects.get_or_create(
            source=source.name,
            delivery_id=_id_of(message),
            defaults={
                "event": cleaned(source.event(message.headers, message.body), 100),
                "headers": kept_headers(message.headers),
                "body": gzip.compress(message.body, 1),
                "taken_until": timezone.now() + OURS_FOR,
            },
        )
        if not new:
            came.states["known"] += 1
            continue
        process(delivery.pk)
        delivery.refresh_from_db(fields=["state", "trouble"])
        came.states[delivery.state] += 1
        if delivery.state in (Delivery.State.FAILED, Delivery.State.WAITING):
            came.troubles.append(f"{message.place}: {delivery.trouble}")


def _id_of(message: Message) -> str:
    said = json.dumps(sorted(kept_headers(message.headers).items())).encode() + message.body
    return "backfill:" + hashlib.sha256(said).hexdigest()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                found for found in path.rglob("*") if found.name.endswith((".json", ".jsonl", ".jsonl.gz"))
            )
        else:
            yield path


def _messages(source: Source, paths: list[Path], headers: Mapping[str, str]) -> Iterator[Message]:
    for path in paths:
        for place, value in _values(path):
            for item in value if isinstance(value, list) else [value]:
                yield from _of(source, place, item, headers)


def _of(source: Source, place: str, item: Any, headers: Mapping[str, str]) -> Iterator[Message]:
    """A recorded message {headers, body}; an object of the source's API; or a bare payload."""
    if not isinstance(item, dict):
        raise BackfillError(f"{place}: give an object, or a list of objects.")
    given = {"content-type": "application/json", **{name.lower(): value for name, value in headers.items()}}
    if isinstance(item.get("headers"), dict) and "body" in item:
        told = {str(name).lower(): str(value) for name, value in item["headers"].items()}
        yield _message(place, given | told, item["body"])
        return
    exported = getattr(source, "exported", None)
    from_api = exported(item) if exported is not None else None
    if from_api is not None:
        for more, payload in from_api:
            yield _message(place, given | more, payload)
    else:
        yield _message(place, given, item)


def _message(place: str, headers: Mapping[str, str], body: Any) -> Message:
    content = body.encode() if isinstance(body, str) else json.dumps(body, sort_keys=True).encode()
    if len(content) > MOST_BYTES:
        raise BackfillError(f"{place}: larger than {MOST_BYTES:,} bytes.")
    return Message(place, headers, content)


def _values(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        if path.name.endswith(".json"):
            yield path.name, json.loads(path.read_bytes())
            return
        with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path.name}:{number}", _json(line, f"{path.name}:{number}")
    except (OSError, EOFError) as error:
        raise BackfillError(f"{path}: cannot be read ({error}).") from error
    except (ValueError, RecursionError) as error:
        raise BackfillError(f"{path.name}: no JSON ({error}).") from error


def _json(line: bytes, place: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BackfillError(f"{place}: no JSON ({error}).") from error
