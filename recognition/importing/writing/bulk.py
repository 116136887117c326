"""Many rows at once, past the ORM: it spends three quarters of a large import on objects that nobody reads."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of plain values; `columns` names every field but the key, foreign keys as `name_id`.

    Constraints are the database's own, defaults and validators are not applied.

    Raises:
        ValueError: a field of the model is left out, as when one was added to it.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    if fields.keys() != set(columns):
        raise ValueError(f"{model.__name__}: give exactly {sorted(fields)}")
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(fields[name].column)) for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608 (names of ours)
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [tuple(adapt(value) if isinstance(value, datetime) else value for value in row) for row in rows],
        )
