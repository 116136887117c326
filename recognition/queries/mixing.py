"""An order for news that stays varied: by time, with no person and no kind filling the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
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
        page.append(waiting.pop(_next_place(waiting, [story.kind for story in page])))
    return page


def _next_place(waiting: Sequence[S], told: Sequence[Hashable]) -> int:
    """The newest, or instead of a third of one kind the newest of the kind that was told the longest ago."""
    if len(told) < IN_A_ROW or len(set(told[-IN_A_ROW:])) > 1:
        return 0
    horizon = waiting[0].at - NOT_MUCH_OLDER
    newest: dict[Hashable, int] = {}
    for place, story in enumerate(waiting):
        if story.kind != told[-1] and story.at >= horizon:
            newest.setdefault(story.kind, place)
    latest_of = {kind: position for position, kind in enumerate(told)}
    return min(newest.values(), key=lambda place: latest_of.get(waiting[place].kind, -1), default=0)


def _bounded(stories: Iterable[S]) -> list[S]:
    told: Counter[int] = Counter()
    kept = []
    for story in stories:
        told[story.who] += 1
        if told[story.who] <= MOST_OF_ONE:
            kept.append(story)
    return kept
