"""Steps of cases and rulings only grow; the words about a person who is forgotten may go."""

from django.db import migrations

from recognition import forgetting as guards
from scoring import forgetting


def install(apps, schema_editor):
    guards.install(schema_editor.connection, forgetting.TABLES)


def remove(apps, schema_editor):
    guards.remove(schema_editor.connection, forgetting.TABLES)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0013_language_of_previews")]
    operations = [migrations.RunPython(install, remove)]
