"""Sentences that were written down once, said again in the language of whoever reads.

Kept are the words of the day, in the language of the program, and beside them what they were made of. Who made them
can say them again and registers here; without it, or where it does not know the parts, the words of the day stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

# What the sentences are of -> parts to sentences; an empty list for parts that it does not know.
Teller = Callable[[Any], list[str]]
tellers: dict[str, Teller] = {}


def retold(what: str, parts: Any, written: Sequence[Any]) -> list[str]:
    """Runs no query."""
    words = [str(sentence) for sentence in written]
    if not parts or what not in tellers or is_in_the_programs_language():
        return words
    return tellers[what](parts) or words


def is_in_the_programs_language() -> bool:
    """Whether the reader of the moment reads what was written down as it is."""
    language = get_language()
    return language is None or language.partition("-")[0] == settings.LANGUAGE_CODE.partition("-")[0]
