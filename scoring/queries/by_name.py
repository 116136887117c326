"""Rows of a list that have somebody's or something's name in them, as people type it."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from recognition.queries.badge_words import names_of_badges
from recognition.queries.searched import with_words, words_of

Row = TypeVar("Row", bound=Model)


def by_name(rows: QuerySet[Row], text: str, *, person: str, badge: str) -> QuerySet[Row]:
    """Those in which each word stands in the entry of `person` or the name of `badge`: both are ways through fields.

    Names of badges as stored and as the reader sees them. One statement for these where something is sought.
    """
    words = words_of(text)
    names = names_of_badges() if words else {}
    return with_words(
        rows, words,
        lambda word: Q((f"{person}__search_text__contains", word))
        | Q((f"{badge}__in", [pk for pk, name in names.items() if word in name])),
    )  # fmt: skip
