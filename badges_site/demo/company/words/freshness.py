"""Nobody writes what somebody else has just written: a detector of copies would be right about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

# A detector asks for 0.7 within 30 days, three times. Less than that is avoided, and at the first other text.
LIKE = 0.5
DAYS = 30
TRIES = 60
_WORD = re.compile(r"\w+")


@dataclass
class Freshness:
    """What was written, by the sentence it was made of: only texts of the same sentence come near each other."""

    _written: dict[str, list[tuple[date, frozenset[str]]]] = field(default_factory=lambda: defaultdict(list))

    def write(self, draw: Callable[[], tuple[str, str]], day: date) -> str:
        """`draw` gives a sentence with its slots open and a text made of it; drawn anew while it reads like another.

        Where the words are used up the last one is taken: people do repeat each other, and a detector asks for three.
        """
        for _ in range(TRIES):
            sentence, text = draw()
            pairs = _pairs(text)
            lately = [other for on, other in self._written[sentence] if abs((day - on).days) <= DAYS]
            if all(_likeness(pairs, other) < LIKE for other in lately):
                break
        self._written[sentence].append((day, pairs))
        return text


def _pairs(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(map(" ".join, pairwise(words)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
