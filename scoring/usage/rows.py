"""Many rows into the database with one statement: the rows travel as one JSON parameter.

SQLite and PostgreSQL both unfold JSON by themselves, and both know ON CONFLICT. Names in the statements are those of
models and their fields; nothing from outside is ever part of one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django.db import connection
from django.db.models import Model

Merge = Literal["add", "greatest", "replace"]


def insert_new(model: type[Model], rows: Sequence[Mapping[str, Any]], unique: str) -> set[Any]:
    """Insert rows whose `unique` column is not there yet; returns those values. Never waits for itself: sorted."""
    if not rows:
        return set()
    statement = f"{_insert(model, rows, (unique,))} ON CONFLICT ({unique}) DO NOTHING RETURNING {unique}"
    return {row[0] for row in _run(statement, rows)}


def upsert(
    model: type[Model], rows: Sequence[Mapping[str, Any]], unique: Sequence[str], merge: Mapping[str, Merge]
) -> None:
    """Insert rows, or merge the columns of `merge` into the row with the same `unique` columns.

    `rows` must not hold two rows with the same `unique` columns. An empty merge leaves rows that exist alone.
    """
    if not rows:
        return
    table = model._meta.db_table
    changes = ", ".join(f"{column} = {_merged(table, column, how)}" for column, how in merge.items())
    action = f"DO UPDATE SET {changes}" if changes else "DO NOTHING"
    _run(f"{_insert(model, rows, unique)} ON CONFLICT ({', '.join(unique)}) {action}", rows, fetch=False)


def insert_sql(model: type[Model], columns: Iterable[str], order: Sequence[str]) -> str:
    """`INSERT ... SELECT` from one JSON parameter, for statements with their own ON CONFLICT."""
    columns = list(columns)
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "  # noqa: S608  (names of our own models)
        f"SELECT {', '.join(columns)} FROM {json_table(model, columns)} WHERE true ORDER BY {', '.join(order)}"
    )


def json_table(model: type[Model], columns: Sequence[str]) -> str:
    """A table expression with one placeholder: a JSON list of objects, typed like the model's columns."""
    if connection.vendor == "postgresql":
        types = {field.column: field.db_type(connection) for field in model._meta.concrete_fields}
        return f"jsonb_to_recordset(%s::jsonb) AS given({', '.join(f'{c} {types[c]}' for c in columns)})"
    picked = ", ".join(f"json_extract(value, '$.{c}') AS {c}" for c in columns)
    return f"(SELECT {picked} FROM json_each(%s)) AS given"  # noqa: S608


def as_parameter(rows: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps(list(rows), default=str)


def moment(at: Any) -> str:
    """A time as the database writes it, for a row in JSON."""
    return str(connection.ops.adapt_datetimefield_value(at))


def _insert(model: type[Model], rows: Sequence[Mapping[str, Any]], order: Sequence[str]) -> str:
    return insert_sql(model, rows[0], order)


def _merged(table: str, column: str, how: Merge) -> str:
    ours, theirs = f"{table}.{column}", f"excluded.{column}"
    if how == "replace":
        return theirs
    both = f"{ours} + {theirs}" if how == "add" else f"CASE WHEN {ours} > {theirs} THEN {ours} ELSE {theirs} END"
    # Empty means that nobody said: what is known stays.
    return f"CASE WHEN {theirs} IS NULL THEN {ours} WHEN {ours} IS NULL THEN {theirs} ELSE {both} END"


def _run(statement: str, rows: Sequence[Mapping[str, Any]], *, fetch: bool = True) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_parameter(rows)])
        return list(cursor.fetchall()) if fetch else []
