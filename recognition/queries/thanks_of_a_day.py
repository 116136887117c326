"""Thanks that one giver said on one day, gathered: five in a row are one piece of news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from recognition.models import Person, Thanks


@dataclass(frozen=True)
class ThanksOfADay:
    """What one giver said on one day, the latest first; never empty."""

    said: tuple[Thanks, ...]

    @property
    def latest(self) -> Thanks:
        return self.said[0]

    @property
    def giver(self) -> Person:
        return self.latest.giver

    @property
    def at(self) -> datetime:
        return self.latest.at

    @property
    def receivers(self) -> list[Person]:
        """Each once, the receiver of the latest first."""
        return list({thanks.receiver_id: thanks.receiver for thanks in self.said}.values())

    @property
    def more(self) -> int:
        """How many were said beside the latest."""
        return len(self.said) - 1


def gathered(thanks: Iterable[Thanks], *, days_of_one: int | None = None) -> list[ThanksOfADay]:
    """In the order of `thanks` (latest first); of each giver at most so many days, where that is said."""
    by_day: dict[tuple[int, date], list[Thanks]] = {}
    for said in thanks:
        by_day.setdefault((said.giver_id, timezone.localdate(said.at)), []).append(said)
    shown: Counter[int] = Counter()
    found = []
    for (giver, _day), of_day in by_day.items():
        shown[giver] += 1
        if days_of_one is None or shown[giver] <= days_of_one:
            found.append(ThanksOfADay(tuple(of_day)))
    return found
