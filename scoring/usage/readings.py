"""What every source is turned into before anything is kept: readings of counters, requests, totals of a day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

NANOSECONDS = 1_000_000_000
# A trillion tokens a point: more is a broken counter, and sums of a day stay far inside 64 bits.
MOST_A_POINT = 1_000_000_000_000
TOOL_LENGTH = 60
VALUE_LENGTH = 200

Who = tuple[tuple[str, str], ...]  # (scheme, value), the most telling first

# Columns of UsageDay that a source may fill.
COLUMNS = (
    "requests",
    "input_tokens",
    "output_tokens",
    "cache_tokens",
    "sessions",
    "user_milliseconds",
    "cli_milliseconds",
)


class Reading(NamedTuple):
    """One value of a counter: what was added between two moments (delta), or since its start (cumulative)."""

    who: Who
    tool: str
    column: str
    amount: int
    start: int  # nanoseconds since 1970, 0 where not known
    end: int
    series: str  # digest of the counter's name and attributes
    cumulative: bool


class Request(NamedTuple):
    """One request to a tool."""

    who: Who
    tool: str
    at: int  # milliseconds since 1970
    amounts: Mapping[str, int]  # by column; `requests` is 1 by itself
    key: str  # digest: the same request delivered again has the same
    prompt: str = ""  # digest of an opaque key that equal prompts share; "" where the source has none


class DayTotal(NamedTuple):
    """What a report says about one day. A later report of the same day replaces smaller numbers."""

    who: Who
    tool: str
    day: date
    amounts: Mapping[str, int]


@dataclass
class Received:
    """What became of a delivery. `refused` counts by sentence."""

    counted: int = 0
    known: int = 0  # delivered before, or older than what is known
    unclaimed: int = 0  # kept for somebody who is not in the directory yet
    unread: int = 0  # of no use here: other metrics, other events
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, other: Received) -> None:
        self.counted += other.counted
        self.known += other.known
        self.unclaimed += other.unclaimed
        self.unread += other.unread
        self.refused += other.refused


def digest(*parts: str | int) -> str:
    """128 bits in hex. Parts are told apart, so ("ab", "c") and ("a", "bc") differ."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).digest().hex()


_hidden = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def tidy(text: str, most: int) -> str:
    """A name from outside, without control characters and cut to what is kept."""
    return _hidden.sub("", text).strip()[:most]


def identities(pairs: Iterable[tuple[str, str]]) -> Who:
    """Tidied; e-mail addresses in lower case, and whatever has the form of one is one."""
    found: dict[tuple[str, str], None] = {}
    for scheme, raw in pairs:
        value = tidy(raw, VALUE_LENGTH)
        if "@" in value:
            scheme, value = "email", value.lower()
        if value:
            found[scheme, value] = None
    return tuple(sorted(found, key=lambda one: one[0] != "email"))
