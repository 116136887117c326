"""An order for news that stays varied: by time, with no person and no kind filling the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

MOST_OF_ONE = 3  # stories of one person on a page
IN_A_ROW = 2  # stories of one kind, while there is something else to tell
NOT_MUCH_OLDER = timedelta(days=30)  # how far something else may be brought forward


class Mixable(Protocol):
    @property
    def kind(self) -> Hashable: ...
    @property
    def at(self) -> datetime: ...
    @property
    def who(self) -> int: ...


S = TypeVar("S", bound=Mixable)


def mixed(stories: Iterable[S], limit: int) -> list[S]:
    """Of stories in order, the newest first, so many for one page."""
    waiting = _bounded(stories)
    page: list[S] = []
    while waiting and len(page) < limit:
        last = [story.kind for story in page[-IN_A_ROW:]]
        tired = last[0] if len(last) == IN_A_ROW and len(set(last)) == 1 else None
        horizon = waiting[0].at - NOT_MUCH_OLDER
        others = (place for place, story in enumerate(waiting) if story.kind != tired and story.at >= horizon)
        page.append(waiting.pop(next(others, 0)))
    return page


def _bounded(stories: Iterable[S]) -> list[S]:
    told: Counter[int] = Counter()
    kept = []
    for story in stories:
        told[story.who] += 1
        if told[story.who] <= MOST_OF_ONE:
            kept.append(story)
    return kept
