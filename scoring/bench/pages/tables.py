"""Rows by the hundred thousand, in one statement a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql


def fill(model: type[Model], source: str, columns: Mapping[str, str]) -> None:
    """Insert what `source` (what stands after FROM) gives; a column that is not named has the model's default."""
    plain = model()
    values = {
        str(field.column): _literal(field.get_db_prep_save(getattr(plain, field.attname), connection))
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    values |= columns
    table = model._meta.db_table
    with connection.cursor() as cursor, _without_its_indexes(table):
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {source} "  # noqa: S608
            "ON CONFLICT DO NOTHING"
        )


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def sequences_after_their_rows(*models: type[Model]) -> None:
    """For tables whose ids were given by us."""
    for model in models:
        table = model._meta.db_table
        run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608


@contextmanager
def _without_its_indexes(table: str) -> Iterator[None]:
    """Indexes that hold no promise (not unique) are built afterwards: a third of the time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid = %s::regclass AND NOT indisunique",
            [table],
        )
        found: list[tuple[str, str]] = cursor.fetchall()
        for name, _definition in found:
            cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in found:
        run(definition)


def _literal(value: Any) -> str:
    return sql.Literal(value).as_string(None)
