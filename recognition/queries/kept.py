"""What every visitor asks alike, is slow to ask in a large company, and is not wrong for being a minute old."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from recognition.models import Person

KEPT_FOR = 60  # seconds
LARGE_FROM = 5_000  # people: below it asking takes no time, and everybody sees a change at once

T = TypeVar("T")


def kept(name: str, ask: Callable[[], T]) -> T:
    """The answer of the last minute in a large company, else a fresh one."""
    key = f"recognition.kept.{name}"
    known: tuple[T] | None = cache.get(key)
    if known is not None:
        return known[0]
    answer = ask()
    if in_a_large_company():
        cache.set(key, (answer,), KEPT_FOR)
    return answer


def in_a_large_company() -> bool:
    """Where a count over everything is too slow for a page. As it was within the last minute."""
    return bool(cache.get_or_set("recognition.kept.in_a_large_company", _is_large, KEPT_FOR))


def _is_large() -> bool:
    return Person.objects.order_by()[LARGE_FROM:].exists()
