"""Several reads of one moment, without holding up those who write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def one_moment() -> Iterator[None]:
    """All queries inside see the database as it was at the first of them.

    Django's own `atomic()` would take SQLite's write lock (transaction_mode IMMEDIATE) and see each other's
    commits on PostgreSQL (READ COMMITTED). Inside a transaction that is already open nothing is begun.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")  # nothing was written
