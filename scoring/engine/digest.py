"""One digest for one content, on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def canonical_json(content: Any) -> str:
    """Sorted keys, no spaces, ASCII only; refuses NaN and infinity (ValueError)."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest_of(content: Any) -> str:
    """SHA-256 over the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode("ascii")).hexdigest()


def row_digests(line: str, rows: bytes, width: int, places: Iterable[int]) -> list[str]:
    """Of each place: the SHA-256 over a line of ASCII and the row there, of `width` bytes. A microsecond each: to copy
    a hash that has begun takes longer than to hash a short line once more."""
    head, sha256 = line.encode("ascii") + b"\n", hashlib.sha256
    return [sha256(head + rows[start : start + width]).hexdigest() for start in (place * width for place in places)]
