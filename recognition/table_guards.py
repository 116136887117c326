"""Triggers that refuse: what the database itself forbids, whoever asks.

A guard in `save()` would be passed by `QuerySet.update` and by hand-written SQL. Written once for SQLite and for
PostgreSQL; on both the refusal is the message of the error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Refuse `verb` ("update", "delete", "truncate") on the table, in these words.

    `columns`: asked only where the statement sets one of them. `when`: SQL about OLD and NEW; without it the verb is
    refused for every row. SQLite knows no TRUNCATE: that guard is PostgreSQL's alone.
    """

    table: str
    verb: str
    refusal: str
    columns: Sequence[str] = ()
    when: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.verb}"

    @property
    def _event(self) -> str:
        return f"{self.verb.upper()} OF {', '.join(self.columns)}" if self.columns else self.verb.upper()

    def on_sqlite(self) -> list[str]:
        if self.verb == "truncate":
            return []
        when = f"WHEN {self.when} " if self.when else ""
        return [
            f"CREATE TRIGGER IF NOT EXISTS {self.name} BEFORE {self._event} ON {self.table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        ]

    def on_postgresql(self) -> list[str]:
        each = "STATEMENT" if self.verb == "truncate" else "ROW"
        when = f"WHEN ({self.when}) " if self.when else ""
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.refusal}'; END $$",
            f"CREATE OR REPLACE TRIGGER {self.name} BEFORE {self._event} ON {self.table} "
            f"FOR EACH {each} {when}EXECUTE FUNCTION {self.name}()",
        ]


def only_grows(table: str) -> Iterator[Guard]:
    """No row changes or goes."""
    for verb in ("update", "delete", "truncate"):
        yield Guard(table, verb, f"{table} only grows: {verb} refused")


def changes(columns: Iterable[str], vendor: str) -> str:
    """SQL: one of the columns gets another value; empty counts as a value. PostgreSQL compares jsonb, not json."""
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def install(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Create the triggers; safe to repeat."""
    if connection.vendor not in ("sqlite", "postgresql"):
        raise NotImplementedError(f"Plaudit runs on SQLite and PostgreSQL, not on {connection.vendor}.")
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in guard.on_sqlite() if connection.vendor == "sqlite" else guard.on_postgresql():
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Drop the triggers. Only for taking a migration back and for emptying a test database."""
    with connection.cursor() as cursor:
        for guard in guards:
            on = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")
