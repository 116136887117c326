"""Whole tables of integers out of PostgreSQL as columns, without one Python object a number.

The server itself strings each column together, eight bytes a number, for every 65,536 values of the first column: what
arrives is a part of a column, not a row. A million rows of eleven numbers take the client 0.1 s of work (a message a
row: 2.9 s). For statements without NULLs. The plain twin is `numpy.array(cursor.fetchall())`, which every other
database uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection

from scoring.engine.facts import Ints

_HEAD = 19  # bytes: signature (11), flags (4), length of the extension (4, always 0 today)
_END = b"\xff\xff"  # in place of the number of columns, after the last row
# Rows whose first column differs in its last 16 bits only come as one: 5 MB, far from PostgreSQL's limit of 1 GB.
_BITS = 16


def keep_in_memory() -> None:
    """Let the server hold the strings in memory until the last row is read, instead of writing to disk what is more
    than its own limit (4 MB as delivered). One statement, on PostgreSQL only. It holds until the end of the transaction
    in which one moment is read; without a transaction it changes nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('work_mem', '1GB', true)")


def read_columns(sql: str, parameters: Sequence[object], width: int) -> Ints:
    """Array of shape (width, rows) of a statement that selects `width` integers, in any order. PostgreSQL only.

    Raises ValueError when a row has a NULL.
    """
    names = [f"c{number}" for number in range(width)]
    strings = ", ".join(f"string_agg(int8send({name}::bigint), ''::bytea)" for name in names)
    statement = (
        f"COPY (SELECT {strings} FROM ({sql}) AS found ({', '.join(names)}) "  # noqa: S608 - made of our own statements
        f"GROUP BY c0::bigint >> {_BITS}) TO STDOUT (FORMAT BINARY)"
    )
    # Composed here, since Django's cursor that logs statements takes no parameters for COPY.
    operations: Any = connection.ops  # PostgreSQL's, which the stubs do not tell from the others
    composed = operations.compose_sql(statement, list(parameters))
    with connection.cursor() as cursor, cursor.copy(composed) as copy:
        groups = list(_groups(b"".join(copy), width))
    found = np.empty((width, sum(len(group[0]) for group in groups)), np.int64)
    end = 0
    for group in groups:
        start, end = end, end + len(group[0])
        for column, part in enumerate(group):
            if len(part) != end - start:
                raise ValueError(f"not every row has {width} integers: is one NULL?")
            found[column, start:end] = part
    return found


def _groups(answer: bytes, width: int) -> Iterator[list[Ints]]:
    """The columns of each group, as views of the answer: big-endian."""
    at = _HEAD
    while answer[at : at + 2] != _END:
        at += 2
        columns = []
        for _ in range(width):
            size = max(int.from_bytes(answer[at : at + 4], "big", signed=True), 0)  # -1: nothing but NULLs
            columns.append(np.frombuffer(answer, ">i8", count=size // 8, offset=at + 4))
            at += 4 + size
        yield columns
