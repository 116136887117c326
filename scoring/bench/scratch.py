"""A database for one measurement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def scratch_database() -> Iterator[str]:
    """Created with all migrations, dropped at the end; yields the kind of database.

    The same way Django's test runner makes its databases: `test_<name>` beside the configured one on
    PostgreSQL. On SQLite a file, because the one in memory would flatter.
    """
    settings = connection.settings_dict
    name = settings["NAME"]
    if connection.vendor == "sqlite":
        settings["TEST"]["NAME"] = f"{name}.bench"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield connection.vendor
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
