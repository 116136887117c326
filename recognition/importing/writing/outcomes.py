"""Outcomes with their people."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.importing.known import in_batches
from recognition.importing.reading import Read
from recognition.importing.rows import OutcomeRow
from recognition.importing.writing.bulk import insert
from recognition.importing.writing.context import Writing, first_of_each
from recognition.importing.writing.reversals import Reversals
from recognition.models import Contribution, Outcome

COMPARED = (
    "kind", "at", "authored_at", "root", "area", "lines_added", "lines_deleted", "files", "merged_by_id", "ai_assisted",
    "title", "url",
)  # fmt: skip


def write(read: Iterator[Read], to: Writing) -> None:
    """New outcomes with authors and co-authors, each with the team of that day; then what was taken back."""
    reversals = Reversals(to)
    counts = to.summary.of("outcomes")
    done: set[str] = set()
    for batch in in_batches(read):
        first = first_of_each(batch, done)
        stored = {outcome.key: outcome for outcome in to.outcomes([entry.row.id for entry in first])}
        new = [entry.row for entry in first if entry.row.id not in stored]
        _add(new, reversals, to)
        counts.new += len(new)
        filled = _compare([entry for entry in first if entry.row.id in stored], stored, reversals, to)
        counts.updated += filled
        counts.unchanged += len(batch) - len(new) - filled
        for entry in first:
            reversals.note(entry.row)
    reversals.write()


def _fields(row: OutcomeRow, reversals: Reversals, to: Writing) -> dict[str, Any]:
    """The columns of COMPARED, in its order."""
    authored = row.authored_at
    if authored is not None and authored.tzinfo is None:
        authored = authored.replace(tzinfo=UTC)
    return {
        "kind": reversals.kind_of(row),
        "at": row.at,
        "authored_at": authored.astimezone(UTC) if authored and authored.year > datetime.min.year else None,
        "root": reversals.root_of(row),
        "area": row.area or "",
        "lines_added": row.lines_added,
        "lines_deleted": row.lines_deleted,
        "files": row.files,
        "merged_by_id": to.person_id[row.merged_by] if row.merged_by else None,
        "ai_assisted": row.ai_assisted,
        "title": row.title or "",
        "url": row.url or "",
    }


def _add(rows: list[OutcomeRow], reversals: Reversals, to: Writing) -> None:
    now = timezone.now()
    insert(
        Outcome,
        ("source", "key", "claimed_by_id", "recorded_at", *COMPARED),
        [(to.source, row.id, None, now, *_fields(row, reversals, to).values()) for row in rows],
    )
    ids = to.outcome_ids(row.id for row in rows)
    parts = [
        (ids[row.id], person, person == to.person_id[row.person], to.teams.team_id(person, row.at.date()))
        for row in rows
        for person in _people(row, to)
    ]
    insert(Contribution, ("outcome_id", "person_id", "is_author", "team_id"), parts)
    to.summary.person_ids.update(person for _outcome, person, _is_author, _team in parts)


def _people(row: OutcomeRow, to: Writing) -> list[int]:
    """Author first, each person once."""
    return list(dict.fromkeys(to.person_id[key] for key in (row.person, *row.co_authors)))


def _compare(batch: list[Read], stored: dict[str, Outcome], reversals: Reversals, to: Writing) -> int:
    """Refuse other content; a root that only now became known is filled in. The number of those."""
    people = defaultdict(set)
    parts = Contribution.objects.filter(outcome__in=stored.values()).values_list("outcome_id", "person_id")
    for outcome_id, person_id in parts:
        people[outcome_id].add(person_id)
    filled = []
    for place, row in batch:
        outcome = stored[row.id]
        fields = _fields(row, reversals, to)
        differing = [name for name in COMPARED if getattr(outcome, name) != fields[name]]
        if people[outcome.pk] != set(_people(row, to)):
            differing.append("people")
        if differing == ["root"] and not outcome.root:
            outcome.root = fields["root"]
            filled.append(outcome)
        elif differing:
            told = ", ".join(name.removesuffix("_id") for name in differing)
            to.problems.add(
                place,
                _("outcome %(id)s is already known with another %(told)s: facts do not change")
                % {"id": row.id, "told": told},
            )
    Outcome.objects.bulk_update(filled, ["root"], batch_size=1000)
    return len(filled)
