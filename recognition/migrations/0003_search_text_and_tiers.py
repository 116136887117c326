"""What searches look through, folded, and the tiers of a badge's rule beside its words."""

from django.db import migrations, models

import recognition.models.people
from recognition.folding import folded

AT_ONCE = 1000


def fill(apps, schema_editor):
    """As `Person.words_to_find` does, for the people who are there already."""
    Person = apps.get_model("recognition", "Person")
    people = Person.objects.only("display_name", "title", "location")
    batch = []
    for person in people.iterator(chunk_size=AT_ONCE):
        person.search_text = folded("\n".join([person.display_name, person.title, person.location]))
        batch.append(person)
        if len(batch) == AT_ONCE:
            Person.objects.bulk_update(batch, ["search_text"], batch_size=AT_ONCE)
            batch = []
    Person.objects.bulk_update(batch, ["search_text"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("recognition", "0002_append_only")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="search_text",
            field=recognition.models.people.SearchText(
                blank=True, default="", editable=False, help_text="Folded, see recognition.folding."
            ),
        ),
        migrations.AddField(
            model_name="badge",
            name="tiers",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
