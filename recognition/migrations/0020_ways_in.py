from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0019_erasures"),
    ]

    operations = [
        migrations.AddField(
            model_name="rolegrant",
            name="from_groups",
            field=models.BooleanField(default=False, help_text="Follows a group of the company's directory."),
        ),
        migrations.AddField(
            model_name="usersession",
            name="way",
            field=models.CharField(
                blank=True, help_text="How they came in, see recognition.entrance.ways.", max_length=12
            ),
        ),
    ]
