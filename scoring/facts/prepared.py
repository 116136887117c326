"""Statements compiled once a process: building a queryset and its SQL costs more than running it.

The querysets stay the source of the SQL. One is built for each vendor and shape with an `IdSlot` where a set of ids
belongs (a set is one parameter, see `id_sets`, so the text is the same for any ids) and with MOMENT where a moment
belongs; what is executed is the text with the parameters of the day.

Rows come as the driver gives them, without Django's converters: select integers, floats and text only, and let the
database turn dates into seconds (`sql_columns`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from scoring.engine.facts import Ints
from scoring.facts.id_sets import IdSlot, id_parameter
from scoring.facts.whole_columns import read_columns

Shape = TypeVar("Shape", bound=Hashable)

# Stands for the moment in compiled parameters; no fact carries it.
MOMENT = datetime(1000, 1, 2, 3, 4, 5, 678901, UTC)


@dataclass(frozen=True)
class Statement:
    sql: str
    parameters: tuple[object, ...]  # some of them IdSlot, or MOMENT as the database's adapter writes it


_compiled: dict[tuple[object, ...], Statement] = {}


def fetch(
    query: Callable[[Shape, datetime | None], QuerySet[Any, Any]],
    shape: Shape,
    ids: Mapping[IdSlot, Iterable[int]],
    known_until: datetime | None = None,
) -> list[tuple[Any, ...]]:
    """The rows of `query(shape, known_until)` with `ids` in its slots. One statement.

    `query` is a function of a module (it is part of the key) and builds the same text for the same shape; given a
    moment, it compares with it as it stands. Raises KeyError for a slot without ids.
    """
    statement = _statement(query, shape, known_until)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, _filled(statement, ids, known_until))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def fetch_columns(
    query: Callable[[Shape, datetime | None], QuerySet[Any, Any]],
    shape: Shape,
    ids: Mapping[IdSlot, Iterable[int]],
    known_until: datetime | None = None,
    *,
    width: int,
    many: bool,
) -> Ints:
    """`fetch` of `width` integers as an array of shape (width, rows). `many`: worth the way around Python objects."""
    if many and connection.vendor == "postgresql":
        statement = _statement(query, shape, known_until)
        return read_columns(statement.sql, _filled(statement, ids, known_until), width)
    rows = fetch(query, shape, ids, known_until)
    return np.array(rows, dtype=np.int64).T if rows else np.empty((width, 0), np.int64)


def _statement(
    query: Callable[[Shape, datetime | None], QuerySet[Any, Any]], shape: Shape, known_until: datetime | None
) -> Statement:
    key = (connection.vendor, query, shape, known_until is None)
    statement = _compiled.get(key)
    if statement is None:
        statement = _compiled[key] = compiled(query(shape, None if known_until is None else MOMENT))
    return statement


def compiled(rows: QuerySet[Any, Any]) -> Statement:
    sql, parameters = rows.query.sql_with_params()
    return Statement(sql, tuple(parameters))


def _filled(statement: Statement, ids: Mapping[IdSlot, Iterable[int]], known_until: datetime | None) -> list[Any]:
    adapt = connection.ops.adapt_datetimefield_value
    moment = adapt(MOMENT)
    sets = {slot: id_parameter(some) for slot, some in ids.items()}
    known = None if known_until is None else adapt(known_until)
    return [sets[p] if isinstance(p, IdSlot) else known if p == moment else p for p in statement.parameters]
