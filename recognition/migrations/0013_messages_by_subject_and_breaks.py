from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recognition", "0012_language_of_imports")]

    operations = [
        migrations.AddField(
            model_name="chaincheck",
            name="other",
            field=models.PositiveBigIntegerField(
                blank=True, help_text="The entry that `why` names beside it.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="chaincheck",
            name="why",
            field=models.CharField(
                blank=True, help_text="A key of BREAKS; a sentence in what is older.", max_length=200
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["subject", "kind"], name="notification_by_subject"),
        ),
    ]
