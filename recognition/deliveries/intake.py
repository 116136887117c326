"""What the door does with a message: bounded, signed, known or new; then one row."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone

from recognition.deliveries import secrets
from recognition.deliveries.contract import Source
from recognition.deliveries.registry import SOURCES
from recognition.models import Delivery
from recognition.plain_text import cleaned
from recognition.signals import deliveries_arrived

MOST_BYTES = 1_048_576
# Headers that may be kept: what a source reads, and nothing that opens anything.
_KEPT_BEGINNINGS = ("x-", "ce-", "webhook-", "idempotency-")
_KEPT = ("content-type", "user-agent")
_NEVER = (
    "signature", "token", "auth", "cookie", "secret", "api-key", "jwt", "oidc", "x-forwarded-", "x-real-", "x-request-",
)  # fmt: skip


class RefusedDeliveryError(Exception):
    """`status` of HTTP, a code for programs, and a sentence for who runs the sender."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        self.status, self.code, self.sentence = status, code, sentence
        super().__init__(sentence)


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def source_named(name: str) -> Source:
    """Raises: RefusedDeliveryError 404."""
    source = SOURCES.get(name)
    if source is None:
        raise RefusedDeliveryError(404, "not_found", f"There is no source here by this name: {', '.join(SOURCES)}.")
    return source


def read_bounded(stream: Stream, length: int | None) -> bytes:
    """The body of so many bytes, of which never more than MOST_BYTES is in memory.

    Raises:
        RefusedDeliveryError: 411 without a length, 413 when it is too large.
    """
    if length is None:
        raise RefusedDeliveryError(411, "length_required", "Send the length of the body in Content-Length.")
    too_large = RefusedDeliveryError(413, "too_large", f"The body is larger than {MOST_BYTES:,} bytes.")
    if length > MOST_BYTES:
        raise too_large
    body = stream.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise too_large
    return body


def check_signature(source: Source, headers: Mapping[str, str], body: bytes) -> None:
    """Raises: RefusedDeliveryError 401, or 403 where no secret was ever made."""
    living = secrets.living(source.name)
    if not living:
        raise RefusedDeliveryError(
            403, "not_set_up", f"{source.label} has no secret here. An admin makes one in the office, under Sources."
        )
    if not source.verified(headers, body, living, now=timezone.now()):
        raise RefusedDeliveryError(
            401, "bad_signature", "The signature is missing, too old, or was not made with a secret that is valid here."
        )


def keep(source: Source, headers: Mapping[str, str], body: bytes) -> bool:
    """One row for the job. False where this delivery is here already: then nothing is stored."""
    event = cleaned(source.event(headers, body), 100)
    delivery = Delivery(
        source=source.name, delivery_id=replay_key(source, headers, body), event=event, headers=kept_headers(headers),
        body=gzip.compress(body, 1),
    )  # fmt: skip
    try:
        with transaction.atomic():
            delivery.save(force_insert=True)
            deliveries_arrived.send(sender=Delivery)
    except IntegrityError:
        return False
    return True


def replay_key(source: Source, headers: Mapping[str, str], body: bytes) -> str:
    """What the source tells it apart by; hashed where that is empty, long or unprintable."""
    told = source.delivery_id(headers, body)
    if told and len(told) <= 200 and told.isprintable():
        return told
    return hashlib.sha256(told.encode("utf-8", "surrogatepass") or body).hexdigest()


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Those that a source reads. Never a signature or a token: they would open the door."""
    return {
        name: cleaned(value, 1000)
        for name, value in sorted(headers.items())
        if (name in _KEPT or name.startswith(_KEPT_BEGINNINGS)) and not any(word in name for word in _NEVER)
    }
