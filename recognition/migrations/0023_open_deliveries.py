from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0022_verified_addresses_of_accounts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "waiting_for_person", "failed"])),
                fields=["source", "state", "received_at"],
                name="delivery_open",
            ),
        ),
    ]
