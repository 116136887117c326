"""A published rule version never changes: kept by the database."""

from django.db import migrations

from scoring import immutable_rules


def install(apps, schema_editor):
    immutable_rules.install(schema_editor.connection)


def remove(apps, schema_editor):
    immutable_rules.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
