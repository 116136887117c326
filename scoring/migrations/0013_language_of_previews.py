from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0012_rule_previews")]

    operations = [
        migrations.AddField(
            model_name="rulepreview",
            name="language",
            field=models.CharField(
                blank=True, default="", help_text="Of who asked: reasons are written in it.", max_length=10
            ),
        ),
    ]
