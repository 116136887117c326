from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recognition", "0011_quick_searches")]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="language",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Of who handed them in: what is wrong is written in it.",
                max_length=10,
            ),
        ),
    ]
