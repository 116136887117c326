"""One digest for one content, on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Protocol, Self


class Hash(Protocol):
    def copy(self) -> Self: ...

    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


def canonical_json(content: Any) -> str:
    """Sorted keys, no spaces, ASCII only; refuses NaN and infinity (ValueError)."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def digest_of(content: Any) -> str:
    """SHA-256 over the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode("ascii")).hexdigest()


def digest_begun(text: str) -> Hash:
    """A SHA-256 over a line of ASCII, to be copied and gone on with."""
    return hashlib.sha256(text.encode("ascii") + b"\n")
