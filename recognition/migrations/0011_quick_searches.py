"""Indexes for large companies: the tiers that people hold, and names that hold a word.

The second needs `pg_trgm`, which PostgreSQL brings along and the owner of a database may create. Where it is missing
the search reads everybody instead: right all the same, and slower.
"""

from django.db import migrations, models, transaction
from django.db.utils import DatabaseError

INDEXES = {
    "person_search_words": "recognition_person USING gin (search_text gin_trgm_ops)",
    # As Django writes `email__istartswith`: without it the database reads everybody for the other half of the question.
    "person_search_email": "recognition_person USING gin (UPPER(email::text) gin_trgm_ops)",
}


def create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:  # not installed beside the server, or not ours to create
        return
    for name, definition in INDEXES.items():
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {definition}")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("recognition", "0010_waiting_awards")]

    operations = [
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                condition=models.Q(("tier", ""), _negated=True), fields=["badge", "tier"], name="award_by_tier"
            ),
        ),
        migrations.RunPython(create, drop),
    ]
