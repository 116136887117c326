"""The published lists of what no longer counts: W3C Bitstring Status List, signed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from recognition.credentials.issuer import Issuer
from recognition.credentials.open_badges import Signed, sign_status_list
from recognition.queries.credentials import list_exists, revoked_in, suspended_in

# Signed anew this often though nothing changed, so that a copy kept by somebody does not stand for long.
SIGNED_EVERY = timedelta(minutes=5)
VALID_FOR = timedelta(hours=1)


def status_list(issuer: Issuer, *, number: int, purpose: str) -> Signed | None:
    """The list as it stands in this moment; None where no credential is on it.

    Which bits are set is asked each time, so that a change of an award is seen by the next request. Signing (25 ms) is
    kept: equal bits in the same five minutes are equal bytes.
    """
    if not list_exists(number):
        return None
    indexes = revoked_in(number) if purpose == "revocation" else suspended_in(number)
    since = _beginning(timezone.now())
    address = issuer.address("credential_status", number, purpose)
    told = json.dumps([address, indexes, since.isoformat(), issuer.method])
    place = f"credentials:status:{hashlib.sha256(told.encode()).hexdigest()}"
    kept: Signed | None = cache.get(place)
    if kept is None:
        kept = sign_status_list(
            issuer, address=address, purpose=purpose, indexes=indexes, since=since, until=since + VALID_FOR,
            ttl_ms=int(SIGNED_EVERY.total_seconds() * 1000),
        )  # fmt: skip
        cache.set(place, kept, SIGNED_EVERY.total_seconds())
    return kept


def _beginning(at: datetime) -> datetime:
    step = int(SIGNED_EVERY.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // step * step, UTC)
