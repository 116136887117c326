"""What the office needs: imports, bulk awards, checks of the chain, leads of teams; the audit log by its filters."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0005_followed_teams"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkAward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tier",
                    models.CharField(
                        blank=True,
                        choices=[("bronze", "bronze"), ("silver", "silver"), ("gold", "gold")],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(help_text="Everybody who is given the badge can read it.", max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for a second person"),
                            ("granted", "given"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("ruling", models.CharField(blank=True, help_text="Why it was declined.", max_length=500)),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="BulkAwardPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "left_out",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "no longer works here"),
                            ("automated", "is an automated account"),
                            ("held", "holds it already"),
                            ("declined", "declined it"),
                            ("ended", "had it ended by a ruling"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["person__display_name", "person__key"],
            },
        ),
        migrations.CreateModel(
            name="ChainCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for a worker"),
                            ("running", "being walked over"),
                            ("done", "done"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("entries", models.PositiveBigIntegerField(default=0, help_text="In the chain when it was asked for.")),
                ("walked", models.PositiveBigIntegerField(default=0)),
                (
                    "broken_at",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="The first entry that does not hold.", null=True
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200)),
                (
                    "taken_until",
                    models.DateTimeField(blank=True, help_text="Whose worker died is done again after it.", null=True),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("content", models.BinaryField()),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting to be checked"),
                            ("checking", "being checked"),
                            ("refused", "to be mended"),
                            ("checked", "checked"),
                            ("confirmed", "waiting to be taken over"),
                            ("running", "being taken over"),
                            ("done", "taken over"),
                            ("cancelled", "set aside"),
                            ("failed", "broken off"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(max_length=60)),
                ("update_people", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("names", models.JSONField(default=list, help_text="Of the files, as they were handed in.")),
                ("rows", models.PositiveIntegerField(default=0, help_text="In all files; 0 until they are counted.")),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("writing", models.BooleanField(default=False, help_text="Every row is read and checked.")),
                ("counts", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=list, help_text="What was not read, one sentence each.")),
                ("problems", models.JSONField(default=list)),
                ("problem_count", models.PositiveIntegerField(default=0)),
                (
                    "trouble",
                    models.CharField(blank=True, help_text="Why it broke off, and what to do.", max_length=500),
                ),
                (
                    "taken_until",
                    models.DateTimeField(blank=True, help_text="Whose worker died is done again after it.", null=True),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.RemoveIndex(
            model_name="auditentry",
            name="recognition_object__bbf491_idx",
        ),
        migrations.RemoveIndex(
            model_name="auditentry",
            name="recognition_actor_3a17c1_idx",
        ),
        migrations.AddField(
            model_name="team",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="leads",
                to="recognition.person",
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["object_kind", "object_key", "number"], name="audit_by_object"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["actor", "number"], name="audit_by_actor"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["verb", "number"], name="audit_by_verb"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["at"], name="audit_by_day"),
        ),
        migrations.AddField(
            model_name="bulkaward",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recognition.person"
            ),
        ),
        migrations.AddField(
            model_name="bulkaward",
            name="badge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bulk_awards", to="recognition.badge"
            ),
        ),
        migrations.AddField(
            model_name="bulkaward",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recognition.person",
            ),
        ),
        migrations.AddField(
            model_name="bulkawardperson",
            name="bulk_award",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="recognition.bulkaward"
            ),
        ),
        migrations.AddField(
            model_name="bulkawardperson",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recognition.person"
            ),
        ),
        migrations.AddField(
            model_name="chaincheck",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recognition.person"
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="recognition.person"
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recognition.person",
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="recognition.importrun"
            ),
        ),
        migrations.AddIndex(
            model_name="bulkaward",
            index=models.Index(fields=["-asked_at"], name="bulk_award_newest"),
        ),
        migrations.AddConstraint(
            model_name="bulkaward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "granted"), _negated=True),
                    models.Q(
                        ("decided_by__isnull", False), models.Q(("decided_by", models.F("asked_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="bulk_award_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkaward",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="bulk_award_decided_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkawardperson",
            constraint=models.UniqueConstraint(fields=("bulk_award", "person"), name="bulk_award_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="chaincheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("state",), name="chain_check_one_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["-asked_at"], name="import_newest"),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "checking", "confirmed", "running"))),
                fields=["asked_at"],
                name="import_to_do",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("checking", "running")), ("taken_until__isnull", False)),
                    models.Q(
                        models.Q(("state__in", ("checking", "running")), _negated=True), ("taken_until__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="import_at_work_is_taken",
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.UniqueConstraint(fields=("run", "name"), name="import_file_once"),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["source", "recorded_at"], name="outcome_last_of_source"),
        ),
    ]
