"""A decision is never written anew: kept by the database."""

from django.db import migrations

from scoring import immutable_decisions


def install(apps, schema_editor):
    immutable_decisions.install(schema_editor.connection)


def remove(apps, schema_editor):
    immutable_decisions.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0009_urgency_of_cases")]
    operations = [migrations.RunPython(install, remove)]
