"""What somebody said of an outcome in the course of time: approved, took it back, approved again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Said(NamedTuple):
    at: datetime
    holds: bool  # False: they took it back


def stands(words: Iterable[Said]) -> tuple[datetime, datetime | None]:
    """When they first approved; and since when that holds no more, or None while it does.

    Of the same moment, the approval comes first: nobody takes back what they have not said. At least one word holds.
    """
    in_order = sorted(words, key=lambda said: (said.at, not said.holds))
    first = next(said.at for said in in_order if said.holds)
    withdrawn: datetime | None = None
    for said in in_order:
        if said.holds:
            withdrawn = None
        elif withdrawn is None and said.at >= first:
            withdrawn = said.at
    return first, withdrawn
