from django.db import migrations, models
from django.db.models import Value


class Migration(migrations.Migration):
    dependencies = [("recognition", "0008_panel_notes_and_pictures")]

    operations = [
        migrations.AddField(
            model_name="award",
            name="why_parts",
            field=models.JSONField(
                blank=True, db_default=Value([], models.JSONField()), default=list, editable=False
            ),
        ),
        migrations.AddField(
            model_name="badge",
            name="criteria_parts",
            field=models.JSONField(
                blank=True, db_default=Value({}, models.JSONField()), default=dict, editable=False
            ),
        ),
    ]
