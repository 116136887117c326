"""When it happened, as a picture: one dot a fact over the time from the first to the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scoring.queries.casework.exchanges import Exchange

WIDTH, BASE, MARGIN = 640, 96, 16
BINS = 60  # dots of one bin lie on each other
STEP = 9  # px between them
MOST_HIGH = 9  # dots of one bin that are drawn; the list has all


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Timeline:
    dots: list[Dot]
    first: datetime
    last: datetime
    width: int = WIDTH
    base: int = BASE


def timeline_of(exchanges: Sequence[Exchange]) -> Timeline | None:
    """None where nothing happened. Everything at one moment stands in the middle."""
    if not exchanges:
        return None
    moments = sorted(exchanges, key=lambda exchange: (exchange.at, exchange.kind))
    first, last = moments[0].at, moments[-1].at
    span = (last - first).total_seconds()
    heights: Counter[int] = Counter()
    dots = []
    for exchange in moments:
        place = round((BINS - 1) * (exchange.at - first).total_seconds() / span) if span else BINS // 2
        if heights[place] < MOST_HIGH:
            x = MARGIN + place * (WIDTH - 2 * MARGIN) / (BINS - 1)
            dots.append(Dot(round(x, 1), BASE - 8 - STEP * heights[place], exchange.kind))
        heights[place] += 1
    return Timeline(dots, first, last)
