"""A person can be forgotten: the audit covers what each entry says through a digest, so that the words may go."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Q

import recognition.plain_text
from recognition import chain, forgetting, table_guards

STEP = 2000


def hash_anew(apps, schema_editor):
    """The chain of before covered the words themselves. Nothing was released, so it is made anew, once."""
    entries = apps.get_model("recognition", "AuditEntry")
    heads = apps.get_model("recognition", "AuditHead")
    previous, number = chain.FIRST_HASH, 0
    # Two entries must not have the same hash meanwhile, and no new one is the old one of another.
    while batch := list(entries.objects.filter(number__gt=number).order_by("number")[:STEP]):
        for entry in batch:
            entry.salt, entry.previous_hash = chain.new_salt(), previous
            entry.said = chain.said_by(entry)
            entry.hash = previous = chain.hash_of(entry)
            number = entry.number
        entries.objects.bulk_update(batch, ["salt", "said", "previous_hash", "hash"], batch_size=500)
    heads.objects.filter(number=number).update(hash=previous)


def let_change(apps, schema_editor):
    table_guards.remove(schema_editor.connection, table_guards.only_grows("recognition_auditentry"))


def guard(apps, schema_editor):
    table_guards.install(schema_editor.connection, table_guards.only_grows("recognition_auditentry"))
    forgetting.install(schema_editor.connection)


def guard_as_before(apps, schema_editor):
    forgetting.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("recognition", "0019_deliveries")]

    operations = [
        migrations.AddField(
            "auditentry", "erased_in",
            models.PositiveBigIntegerField(blank=True, help_text="Number of the entry of that erasure.", null=True),
        ),
        migrations.AddField(
            "auditentry", "said",
            models.CharField(
                blank=True, db_default="", default="", help_text="Digest of salt, actor, object and data.", max_length=64
            ),
        ),
        migrations.AddField(
            "auditentry", "salt",
            models.CharField(
                blank=True, db_default="", default="", help_text="Gone where a person was erased.", max_length=32
            ),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(
                    choices=[
                        ("waiting", "waiting for a second person"), ("approved", "approved, waiting for a worker"),
                        ("done", "done"), ("declined", "declined"), ("withdrawn", "withdrawn"),
                    ],
                    default="waiting", max_length=10,
                )),
                ("reason", models.CharField(
                    blank=True, max_length=500, validators=[recognition.plain_text.check_plain_text]
                )),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("counts", models.JSONField(
                    default=dict, help_text="Rows that were emptied or deleted, by kind."
                )),
                ("asked_by", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recognition.person"
                )),
                ("decided_by", models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to="recognition.person",
                )),
                ("person", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="erasures", to="recognition.person"
                )),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(state__in=["waiting", "approved"]), fields=("person",),
                        name="erasure_one_open_a_person",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state__in=["approved", "done"])
                        | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                        name="erasure_by_two_people",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_change, guard_as_before),
        migrations.RunPython(hash_anew, migrations.RunPython.noop),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
