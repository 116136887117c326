"""A published rule never changes: the database itself refuses it, whoever asks.

Awards and decisions are made again from a version years later, so nothing may slip through. Only the step from live
to superseded is left.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from recognition import table_guards
from recognition.table_guards import Guard, changes

TABLE = "scoring_ruleversion"
FIXED = (
    "badge_id",
    "number",
    "document",
    "source_text",
    "digest",
    "policy_version",
    "created_at",
    "published_at",
    "published_by_id",
    "approved_by_id",
)
REFUSAL = "a published rule version cannot be changed: publish a new version"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the trigger; safe to repeat."""
    table_guards.install(connection, [_guard(connection.vendor)])


def remove(connection: BaseDatabaseWrapper) -> None:
    table_guards.remove(connection, [_guard(connection.vendor)])


def _guard(vendor: str) -> Guard:
    step = "NOT (OLD.state = NEW.state OR (OLD.state = 'live' AND NEW.state = 'superseded'))"
    return Guard(TABLE, "update", REFUSAL, when=f"OLD.state <> 'draft' AND ({changes(FIXED, vendor)} OR {step})")
