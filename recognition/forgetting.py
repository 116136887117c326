"""What may still be emptied in tables that only grow: the words about a person whom the law lets be forgotten.

The row stays, with its number, its time and its hash; only these columns may change, and only in this way. Whoever else
updates such a table is refused by the database itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from recognition import table_guards
from recognition.table_guards import Guard, changes

ERASED = "…"  # stands where a text stood


@dataclass(frozen=True, slots=True)
class Forgetful:
    """A table, the columns that never change, and SQL about NEW and OLD: when another change is refused."""

    table: str
    fixed: tuple[str, ...]
    refused_when: str


def text_goes(table: str, text: str, fixed: tuple[str, ...]) -> Forgetful:
    """Only `text` changes, and only to the sign that something stood there."""
    return Forgetful(table, fixed, f"NEW.{text} <> '{ERASED}' OR OLD.{text} = '{ERASED}'")


TABLES = (
    Forgetful(
        "recognition_auditentry",
        ("id", "number", "at", "verb", "object_kind", "said", "previous_hash", "hash"),
        "NEW.erased_in IS NULL OR NEW.salt <> '' OR (OLD.erased_in IS NOT NULL AND NEW.erased_in <> OLD.erased_in)",
    ),
    text_goes(
        "recognition_awardchange", "reason",
        ("id", "award_id", "at", "from_status", "to_status", "from_tier", "to_tier", "by_id"),
    ),
    text_goes("recognition_panelnote", "text", ("id", "award_id", "kind", "at", "by_id")),
)  # fmt: skip


def install(connection: BaseDatabaseWrapper, tables: Iterable[Forgetful] = TABLES) -> None:
    """Put these guards in place of those that refuse every update."""
    for table in tables:
        guards = list(_guards(table, connection.vendor))
        table_guards.remove(connection, guards)
        table_guards.install(connection, guards)


def remove(connection: BaseDatabaseWrapper, tables: Iterable[Forgetful] = TABLES) -> None:
    """Refuse every update again. Only for taking a migration back."""
    for table in tables:
        table_guards.remove(connection, _guards(table, connection.vendor))
        table_guards.install(connection, table_guards.only_grows(table.table))


def _guards(table: Forgetful, vendor: str) -> Iterator[Guard]:
    when = f"{changes(table.fixed, vendor)} OR {table.refused_when}"
    yield Guard(table.table, "update", f"{table.table} only grows: update refused", when=when)
