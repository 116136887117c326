"""Badges whose rules were published before the tiers were copied beside the words get them."""

from django.db import migrations

ORDER = ("bronze", "silver", "gold")


def copy(apps, schema_editor):
    RuleVersion = apps.get_model("scoring", "RuleVersion")
    for version in RuleVersion.objects.filter(state="live").select_related("badge"):
        version.badge.tiers = [tier for tier in ORDER if tier in version.document.get("tiers", {})]
        version.badge.save(update_fields=["tiers"])


class Migration(migrations.Migration):
    dependencies = [("recognition", "0003_search_text_and_tiers"), ("scoring", "0006_named_people_first")]
    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
