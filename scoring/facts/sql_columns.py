"""Expressions that let the database answer in the judge's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, Case, Expression, F, Func, IntegerField, Value, When
from django.db.models.functions import Coalesce

from scoring.engine.facts import NEVER, UNKNOWN


class Epoch(Func):
    """Whole seconds since 1970-01-01 UTC, the fraction cut off; a date counts from midnight UTC."""

    output_field = BigIntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)", **context
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            # Not EXTRACT: that answers in decimal numbers, three times as slow. Doubles tell microseconds until 2242.
            compiler,
            connection,
            template="FLOOR(DATE_PART('epoch', %(expressions)s))::bigint",
            **context,
        )


def seconds(field: str) -> Expression:
    return Epoch(F(field))


def seconds_if_known(field: str) -> Expression:
    """NEVER where the field is empty."""
    return Coalesce(Epoch(F(field)), Value(NEVER, output_field=BigIntegerField()))


def or_unknown(field: str) -> Expression:
    """UNKNOWN where the foreign key is empty."""
    return Coalesce(F(field), Value(UNKNOWN), output_field=BigIntegerField())


def code_of(field: str, words: Sequence[str]) -> Expression:
    """The position of the stored word in `words`; UNKNOWN for a word that is not among them."""
    return Case(
        *(When(**{field: word}, then=Value(position)) for position, word in enumerate(words)),
        default=Value(UNKNOWN),
        output_field=IntegerField(),
    )
