"""One at a time for each source: what is worked out from all facts of a key must have seen all of them."""

from __future__ import annotations

from zlib import crc32

from django.db import connection

_OURS = 0x504C41  # sets these locks apart from any other advisory lock of the database


def only_one_for(source: str) -> None:
    """Wait for whoever else settles facts of this source, until the end of the transaction.

    On SQLite a transaction is the only writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_OURS, crc32(source.encode()) - 2**31])
