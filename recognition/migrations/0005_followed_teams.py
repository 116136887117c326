"""Teams that people read along, outcomes they leave to others, and claims found quickly among all outcomes."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0004_outcomes_are_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowedTeam",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["team__name", "team__key"],
            },
        ),
        migrations.CreateModel(
            name="PassedOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(
                condition=models.Q(("claimed_by__isnull", False)), fields=["-at"], name="outcome_claimed"
            ),
        ),
        migrations.AddField(
            model_name="followedteam",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="followed_teams", to="recognition.person"
            ),
        ),
        migrations.AddField(
            model_name="followedteam",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="recognition.team"
            ),
        ),
        migrations.AddField(
            model_name="passedoutcome",
            name="outcome",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="passed_by", to="recognition.outcome"
            ),
        ),
        migrations.AddField(
            model_name="passedoutcome",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="passed_outcomes", to="recognition.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="followedteam",
            constraint=models.UniqueConstraint(fields=("person", "team"), name="follow_a_team_once"),
        ),
        migrations.AddConstraint(
            model_name="passedoutcome",
            constraint=models.UniqueConstraint(fields=("person", "outcome"), name="pass_on_an_outcome_once"),
        ),
    ]
