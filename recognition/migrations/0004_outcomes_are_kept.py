"""An outcome does not go while somebody shares in it, confirmed it or took it back. No change in the database."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recognition", "0003_search_text_and_tiers")]

    operations = [
        migrations.AlterField(
            model_name="contribution",
            name="outcome",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="contributions", to="recognition.outcome"
            ),
        ),
        migrations.AlterField(
            model_name="reversal",
            name="outcome",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="reversal", to="recognition.outcome"
            ),
        ),
        migrations.AlterField(
            model_name="verification",
            name="outcome",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="verifications", to="recognition.outcome"
            ),
        ),
    ]
