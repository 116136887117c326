"""Tables that only grow: the database itself refuses UPDATE and DELETE, whoever asks."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = ("recognition_auditentry", "recognition_awardchange")


def install(connection: BaseDatabaseWrapper, tables: Iterable[str] = APPEND_ONLY_TABLES) -> None:
    """Create the triggers; safe to repeat."""
    _run(connection, [line for table in tables for line in _create(connection.vendor, table)])


def remove(connection: BaseDatabaseWrapper, tables: Iterable[str] = APPEND_ONLY_TABLES) -> None:
    """Drop the triggers. Only for taking the migration back and for emptying a test database."""
    _run(connection, [line for table in tables for line in _drop(connection.vendor, table)])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _create(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows: {verb} refused'); END"
            for verb in ("update", "delete")
        ]
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} only grows: % refused', lower(TG_OP); END $$",
            f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_only_grows()",
            f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()",
        ]
    raise NotImplementedError(f"Plaudit runs on SQLite and PostgreSQL, not on {vendor}.")


def _drop(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{what} ON {table}" for what in ("change", "truncate")]
