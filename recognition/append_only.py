"""Tables that only grow: the database itself refuses UPDATE and DELETE, whoever asks."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from recognition import table_guards

# Of the first migration; later ones bring the triggers of their own tables.
FIRST_TABLES = ("recognition_auditentry", "recognition_awardchange")
APPEND_ONLY_TABLES = (*FIRST_TABLES, "recognition_panelnote")


def install(connection: BaseDatabaseWrapper, tables: Iterable[str] = FIRST_TABLES) -> None:
    """Create the triggers; safe to repeat."""
    table_guards.install(connection, (guard for table in tables for guard in table_guards.only_grows(table)))


def remove(connection: BaseDatabaseWrapper, tables: Iterable[str] = FIRST_TABLES) -> None:
    """Drop the triggers. Only for taking the migration back and for emptying a test database."""
    table_guards.remove(connection, (guard for table in tables for guard in table_guards.only_grows(table)))
