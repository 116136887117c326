"""Signatures as the sources make them, compared in constant time. Nothing here raises, whatever was sent."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

TOLERANCE_SECONDS = 300  # of Standard Webhooks; both ways, for clocks that differ


def is_secret(given: str, secrets: Sequence[str]) -> bool:
    """Whether the token itself was sent."""
    return _any_equal([_bytes(given)], [_bytes(secret) for secret in secrets if secret])


def signed_hex(given: Iterable[str], body: bytes, secrets: Sequence[str]) -> bool:
    """Whether one of the texts is the HMAC-SHA256 of the body, in hex, under one of the secrets."""
    made = [hex_of(body, secret).encode() for secret in secrets if secret]
    return _any_equal([_bytes(text.strip().lower()) for text in given], made)


def after(prefix: str, values: Iterable[str]) -> list[str]:
    """What stands behind the prefix, e.g. `sha256=`; values without it are left out."""
    return [value.strip()[len(prefix) :] for value in values if value.strip().lower().startswith(prefix)]


def signed_standard(headers: Mapping[str, str], body: bytes, secrets: Sequence[str], *, now: datetime) -> bool:
    """Standard Webhooks: `webhook-signature` over `webhook-id.webhook-timestamp.body`, not older than five minutes.

    A secret is `whsec_` and base64, as the specification asks for; any other text is taken as the key itself too.
    """
    name, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not name or not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12:
        return False
    if abs(now.timestamp() - int(stamp)) > TOLERANCE_SECONDS:
        return False
    made = [_standard(name, stamp, body, key) for secret in secrets for key in _keys(secret)]
    given = after("v1,", headers.get("webhook-signature", "").split(" "))
    return _any_equal([_bytes(text) for text in given], made)


def hex_of(body: bytes, secret: str) -> str:
    """The HMAC-SHA256 of the body, in hex."""
    return hmac.new(_bytes(secret), body, hashlib.sha256).hexdigest()


def standard_headers(name: str, body: bytes, secret: str, *, now: datetime) -> dict[str, str]:
    """The three headers with which Standard Webhooks signs a message."""
    stamp = str(int(now.timestamp()))
    signature = _standard(name, stamp, body, _keys(secret)[-1])
    return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": f"v1,{signature.decode()}"}


def _standard(name: str, stamp: str, body: bytes, key: bytes) -> bytes:
    content = b".".join((_bytes(name), stamp.encode(), body))
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest())


def _keys(secret: str) -> list[bytes]:
    keys = [_bytes(secret)] if secret else []
    try:
        encoded = secret.removeprefix("whsec_")
        decoded = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return keys
    return [*keys, decoded] if decoded else keys


def _any_equal(given: Sequence[bytes], made: Sequence[bytes]) -> bool:
    """All pairs are compared, so that time tells nothing of which one fits."""
    fits = False
    for text in given:
        for expected in made:
            fits |= hmac.compare_digest(text, expected)
    return fits


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
