"""Teams: those of teams.jsonl, and those that people name."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from recognition.importing.problems import Place
from recognition.importing.reading import Read
from recognition.importing.rows import TeamRow
from recognition.importing.writing.context import Writing
from recognition.models import Team


def write(read: Iterator[Read], to: Writing) -> None:
    """Names may change; a parent never does once it is set (see `Team`)."""
    counts = to.summary.of("teams")
    rows = {row.id: (place, row) for place, row in read}
    stored = {team.key: team for team in Team.objects.select_related("parent")}
    new = [Team(key=key, name=key) for key in sorted(to.known.teams - stored.keys())]
    for team in new:
        if team.key in rows:
            team.name = rows[team.key][1].name
    Team.objects.bulk_create(new, batch_size=1000)
    counts.new += len(new)
    ids = dict(Team.objects.values_list("key", "pk"))
    for team in new:
        if team.key in rows:
            parent = rows[team.key][1].parent
            team.parent_id = ids[parent] if parent else None
    Team.objects.bulk_update([team for team in new if team.parent_id], ["parent"], batch_size=1000)
    _compare_stored(rows, stored, to)


def _compare_stored(rows: dict[str, tuple[Place, TeamRow]], stored: dict[str, Team], to: Writing) -> None:
    counts = to.summary.of("teams")
    renamed = []
    for key, (place, row) in rows.items():
        if key not in stored:
            continue
        team = stored[key]
        if row.parent != (team.parent.key if team.parent else None):
            to.problems.add(
                place, _("team %(key)s already stands elsewhere in the tree: close it and give a new id") % {"key": key}
            )
        elif row.name != team.name:
            team.name = row.name
            renamed.append(team)
        else:
            counts.unchanged += 1
    Team.objects.bulk_update(renamed, ["name"], batch_size=1000)
    counts.updated += len(renamed)
