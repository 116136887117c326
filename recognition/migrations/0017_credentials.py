"""Badges to take along."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("recognition", "0016_scopes_and_api_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Credential",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("valid_until", models.DateTimeField(blank=True, null=True)),
                ("document", models.TextField()),
                ("token", models.TextField()),
                ("key_word", models.CharField(max_length=64)),
                ("status_list", models.PositiveIntegerField()),
                ("status_index", models.PositiveIntegerField()),
                ("last_change", models.BigIntegerField(default=0)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("award", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="credentials", to="recognition.award")),
            ],
            options={
                "ordering": ["-issued_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("status_list", "status_index"), name="credential_own_place_in_its_list"),
                    models.UniqueConstraint(condition=models.Q(("withdrawn_at__isnull", True)), fields=("award",), name="credential_one_per_award"),
                ],
            },
        ),
    ]
