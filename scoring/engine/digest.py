"""One digest for one content, on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from scoring.engine.facts import Ints


def canonical_json(content: Any) -> str:
    """Sorted keys, no spaces, ASCII only; refuses NaN and infinity (ValueError)."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest_of(content: Any) -> str:
    """SHA-256 over the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode("ascii")).hexdigest()


def digest_of_row(head: str, row: Ints) -> str:
    """SHA-256 over the head and a row of whole numbers of 64 bits, least byte first; 64 hexadecimal digits."""
    return hashlib.sha256(head.encode("ascii") + b"\n" + row.astype("<i8").tobytes()).hexdigest()
