"""What holds the audit together: each entry's hash covers what it says and the entry before it.

What it says is covered through a digest with a salt of its own. When a person is erased the words and the salt go, and
the digest stays: the chain still holds, and nobody can find out what stood there by trying names (ADR 48).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recognition.models import AuditEntry

FIRST_HASH = "0" * 64
SALT_BYTES = 16


def new_salt() -> str:
    """32 hexadecimal digits."""
    return secrets.token_hex(SALT_BYTES)


def said_by(entry: AuditEntry) -> str:
    """SHA-256 (hex) over who, on what and the data, with the entry's salt."""
    return _digest({"salt": entry.salt, "actor": entry.actor, "object_key": entry.object_key, "data": entry.data})


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 (hex) over everything else the entry says, the digest of `said_by` and the hash before it."""
    return _digest(
        {
            "number": entry.number,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "verb": entry.verb,
            "object_kind": entry.object_kind,
            "said": entry.said,
            "previous_hash": entry.previous_hash,
        }
    )


def digest_of_numbers(numbers: Iterable[int]) -> str:
    """What an erasure says of the entries that it emptied: no other entry can pass for one of them later."""
    return _digest(sorted(numbers))


def _digest(said: Any) -> str:
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
