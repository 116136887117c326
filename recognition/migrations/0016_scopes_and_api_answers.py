"""Scopes of API tokens, and answers under idempotency keys.

Tokens from before keep an empty list, which narrows nothing: they open what their owner may do, as they did.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("recognition", "0015_directory"),
    ]

    operations = [
        migrations.AddField(
            model_name="tokenname",
            name="scopes",
            field=models.JSONField(
                blank=True, default=list, help_text="Of `recognition.scopes`; empty: everything."
            ),
        ),
        migrations.AlterField(
            model_name="tokenname",
            name="name",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name="ApiAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=255)),
                (
                    "fingerprint",
                    models.CharField(
                        help_text="SHA-256 (hex) of the method, the address and the body.", max_length=64
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="0 only inside of the transaction that answers."
                    ),
                ),
                (
                    "body",
                    models.TextField(blank=True, help_text="JSON as it was sent; empty where there was none."),
                ),
                ("location", models.CharField(blank=True, max_length=1000)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="api_answer_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="api_answer_once_a_key")
                ],
            },
        ),
    ]
