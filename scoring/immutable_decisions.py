"""A decision is never written anew: the database itself refuses it, whoever asks.

Appeals and `rederive` stand on what was answered. Only the moment at which a newer answer replaced it is added, once.
Asked only by statements that set one of the fixed columns: superseding a million rows costs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from recognition import table_guards
from recognition.table_guards import Guard, changes

TABLE = "scoring_decision"
FIXED = (
    "person_id",
    "badge_id",
    "rule_version_id",
    "eligible",
    "tier",
    "measures",
    "missing",
    "inputs_digest",
    "decided_at",
    "recorded_at",
    "next_check_at",
)
REFUSAL = "a decision cannot be changed: judge anew"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; safe to repeat."""
    table_guards.install(connection, _guards(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    table_guards.remove(connection, _guards(connection.vendor))


def _guards(vendor: str) -> Iterator[Guard]:
    yield Guard(TABLE, "update", REFUSAL, columns=FIXED, when=changes(FIXED, vendor))
    for guard in table_guards.only_grows(TABLE):
        if guard.verb != "update":
            yield guard
