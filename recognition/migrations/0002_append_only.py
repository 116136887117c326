"""The audit and the changes of awards only grow; the chain of the audit gets its beginning."""

from django.db import migrations

from recognition import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)
    apps.get_model("recognition", "AuditHead").objects.get_or_create(id=1)


def remove(apps, schema_editor):
    append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("recognition", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
