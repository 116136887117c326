"""A published rule never changes: the database itself refuses it, whoever asks.

A guard in `save()` would be passed by `QuerySet.update` and by hand-written SQL; awards and decisions are made
again from a version years later, so nothing may slip through. Only the step from live to superseded is left.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

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
    """Create the triggers; safe to repeat."""
    with connection.cursor() as cursor:
        for statement in _create(connection.vendor):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_stays{on}")


def _create(vendor: str) -> list[str]:
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    # PostgreSQL has no equality for json, but for jsonb, which Django uses.
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in FIXED)
    step = "NOT (OLD.state = NEW.state OR (OLD.state = 'live' AND NEW.state = 'superseded'))"
    when = f"OLD.state <> 'draft' AND ({changed} OR {step})"
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {TABLE}_stays BEFORE UPDATE ON {TABLE} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        ]
    if vendor == "postgresql":
        return [
            f"CREATE OR REPLACE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
            f"CREATE OR REPLACE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW "
            f"WHEN ({when}) EXECUTE FUNCTION {TABLE}_stays()",
        ]
    raise NotImplementedError(f"Plaudit runs on SQLite and PostgreSQL, not on {vendor}.")
