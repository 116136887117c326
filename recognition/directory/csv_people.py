"""People from a table: `manage.py import_people`. The rows go the way of `import_facts`, with the lines of the table.

A move is dated: with `team_since`, or with today. The second time the same file changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions.actors import By
from recognition.directory.csv_reading import CsvRow, rows_of
from recognition.importing.problems import ImportRefusedError, Place, Problems
from recognition.importing.reading import Progress
from recognition.importing.run import import_directory, no_progress, no_word, nothing
from recognition.importing.summary import Summary
from recognition.models import Person, TeamMembership

AT_ONCE = 1000
SOURCE = "csv"
Json = dict[str, Any]


def import_people(
    path: Path,
    *,
    by: By,
    source: str = SOURCE,
    update_people: bool = True,
    dry_run: bool = False,
    progress: Progress = no_progress,
    before_writing: Callable[[], None] = nothing,
    before_commit: Callable[[Summary], None] = no_word,
) -> Summary:
    """All rows or none; people who are known are brought to what the table says, where `update_people` allows it.

    `before_writing` and `before_commit`: as of `import_directory`.

    Raises:
        ImportRefusedError: with every problem found, each with the line of the table.
    """
    problems = Problems()
    with TemporaryDirectory(prefix="plaudit-people-") as folder:
        with (Path(folder) / "people.jsonl").open("w", encoding="utf-8") as lines:
            for line in _lines(path, problems):
                lines.write(line)
        problems.refuse_if_any()
        try:
            return import_directory(
                Path(folder), by=by, source=source, update_people=update_people, dry_run=dry_run, only=("people",),
                progress=lambda _file, line: progress(path.name, line),
                before_writing=before_writing, before_commit=before_commit,
            )  # fmt: skip
        except ImportRefusedError as refused:
            kept = [replace(one, place=Place(path.name, one.place.line)) for one in refused.problems.kept]
            raise ImportRefusedError(Problems(refused.problems.count, kept)) from refused


def _lines(path: Path, problems: Problems) -> Iterator[str]:
    """A line of JSON where the row of the table begins, so that both count alike."""
    written = 0
    for batch in _in_batches(rows_of(path, problems)):
        known = {
            person.key: person
            for person in Person.objects.select_related("team").filter(key__in=[row.cells.get("id") for row in batch])
        }
        for row in batch:
            place = Place(path.name, row.line)
            fields = _fields(row, known.get(row.cells.get("id", "")), place, problems)
            yield "\n" * (row.line - 1 - written) + json.dumps(fields) + "\n"
            written = row.line


def _fields(row: CsvRow, person: Person | None, place: Place, problems: Problems) -> Json:
    cells = dict(row.cells)
    since = _day(cells.pop("team_since", ""), place, problems)
    fields: Json = {name: value for name, value in cells.items() if value or name in ("title", "location")}
    # An empty cell says that there is none; of the first day and the time zone that nothing is known.
    fields |= {name: None for name in ("email", "manager", "team", "left_on") if cells.get(name) == ""}
    team = cells.get("team")
    if team and (person is None or person.team is None or person.team.key != team):
        history = _history(person)
        begins = since or (None if person is not None else _day(cells.get("started_on", ""), place, Problems()))
        if begins is None and person is not None:
            begins = timezone.localdate()
        if begins is not None:
            if history and begins < max(date.fromisoformat(one["first_seen"]) for one in history):
                problems.add(place, _("lies before the last move that is known"), field="team_since")
            kept = [one for one in history if one["first_seen"] != begins.isoformat()]
            fields["team_history"] = [*kept, {"team": team, "first_seen": begins.isoformat()}]
    return fields


def _history(person: Person | None) -> list[Json]:
    """What is known of their teams, as the importer takes it."""
    if person is None:
        return []
    stored = TeamMembership.objects.filter(person=person).select_related("team").order_by("since")
    if history := [_stretch(one) for one in stored]:
        return history
    if person.team is not None and person.started_on is not None:
        return [{"team": person.team.key, "first_seen": person.started_on.isoformat()}]
    return []


def _stretch(membership: TeamMembership) -> Json:
    told = {"team": membership.team.key, "first_seen": membership.since.isoformat()}
    if membership.until is not None:
        told["last_seen"] = (membership.until - timedelta(days=1)).isoformat()
    return told


def _day(text: str, place: Place, problems: Problems) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.add(place, _("must be a date such as 2027-03-01"), field="team_since")
        return None


def _in_batches(rows: Iterator[CsvRow]) -> Iterator[list[CsvRow]]:
    batch: list[CsvRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def columns() -> Mapping[str, str]:
    """What the table may have, for the help of the command."""
    return {
        "id": "of the person, for good", "display_name": "", "email": "", "title": "", "location": "",
        "timezone": "such as Europe/Lisbon", "team": "its id", "team_since": "first day there; else today",
        "manager": "their id, in any order", "started_on": "first day", "left_on": "first day no longer here",
        "automated": "true for a bot",
    }  # fmt: skip
