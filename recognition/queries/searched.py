"""The words of a search, as every list reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from recognition.folding import folded

MOST_WORDS = 6  # of a search; more only cost time

Rows = TypeVar("Rows", bound=QuerySet[Any])


def words_as_typed(text: str) -> list[str]:
    """The first of them. PostgreSQL cannot even be asked for a NUL."""
    return text.replace("\x00", "").split()[:MOST_WORDS]


def words_of(text: str) -> list[str]:
    """The same without case and marks, for columns and names that are folded as well."""
    return words_as_typed(folded(text))


def with_words(rows: Rows, words: list[str], about: Callable[[str], Q]) -> Rows:
    """The rows that are about every one of the words."""
    for word in words:
        rows = rows.filter(about(word))
    return rows
