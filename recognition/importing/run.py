"""The import of a directory, from finding its files to the audit entry."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.actors import By
from recognition.actions.notifications import NEWS_FOR
from recognition.importing import files as directory_files
from recognition.importing.checking import ROW_KINDS, check
from recognition.importing.files import Files
from recognition.importing.problems import Problems
from recognition.importing.reading import Progress, Read, count_lines, rows
from recognition.importing.summary import Summary
from recognition.importing.writing import acknowledgements, nominations, outcomes, people, teams
from recognition.importing.writing.context import Writing
from recognition.models import Person
from recognition.queries.news import concerned_since
from recognition.signals import facts_changed

# Teams always: people name teams that no file describes.
WRITERS: tuple[tuple[str, Callable[[Iterator[Read], Writing], None]], ...] = (
    ("teams", teams.write),
    ("people", people.write),
    ("outcomes", outcomes.write),
    ("acknowledgements", acknowledgements.write),
    ("nominations", nominations.write),
)


def no_progress(_file: str, _line: int) -> None:
    """Where nobody watches."""


def nothing() -> None:
    """Where nobody waits for the writing."""


def no_word(_summary: Summary) -> None:
    """Where nobody keeps what came of it."""


def import_directory(
    directory: Path,
    *,
    by: By,
    source: str = "import",
    update_people: bool = False,
    dry_run: bool = False,
    only: Collection[str] = directory_files.READ,
    progress: Progress = no_progress,
    before_writing: Callable[[], None] = nothing,
    before_commit: Callable[[Summary], None] = no_word,
) -> Summary:
    """Load the JSON Lines of `directory`, all or nothing; see `docs` and the interfaces for the fields.

    `source` names the source of outcomes: their ids are unique in it. `update_people` lets the files
    change people that are already known; facts never change. A dry run does all but keep it.
    `only`: names of files to read, as ("people", "outcomes"); what they refer to is in them or in the database.
    `before_writing` is called when every row is checked, `before_commit` inside the transaction, at its end.

    Raises:
        ImportRefusedError: with every problem found.
    """
    problems = Problems()
    found = directory_files.find(directory, problems, only)
    summary = Summary(dry_run=dry_run)
    _tell_unread(found, problems, summary)
    known = check(found, source, problems, summary.ignored, progress)
    summary.digests = {file.name: file.sha256() for file in found.found.values()}
    before_writing()
    with transaction.atomic():
        _write(found, Writing(source, known, problems, summary, update_people), progress)
        problems.refuse_if_any()
        if summary.changed:
            _announce(by, source, summary)
        before_commit(summary)
        if dry_run:
            transaction.set_rollback(True)
    return summary


def _write(found: Files, to: Writing, progress: Progress) -> None:
    for name, write in WRITERS:
        if name in found.found:
            write(rows(found.found[name], ROW_KINDS[name], to.problems, Counter(), progress), to)
        elif name == "teams":
            write(iter(()), to)


def _tell_unread(found: Files, problems: Problems, summary: Summary) -> None:
    for file in found.not_yet.values():
        count = count_lines(file, problems)
        summary.not_read.append(
            _("%(file)s: %(count)s rows not read here; load usage with `manage.py import_usage %(file)s`")
            % {"file": file.name, "count": number_format(count, force_grouping=True)}
        )
    summary.not_read += [_("%(file)s: left out, as asked") % {"file": name} for name in found.left_out]
    summary.not_read += [_("%(file)s: not read, no such file is known") % {"file": name} for name in found.unknown]


def _announce(by: By, source: str, summary: Summary) -> None:
    """A word to the listeners and one audit entry for all of it.

    Whom only history concerns is told apart: what comes of history is news to nobody.
    """
    news = summary.person_ids & concerned_since(timezone.now() - NEWS_FOR)
    for reason, person_ids in (("facts.import", summary.person_ids - news), ("facts.import_news", news)):
        if person_ids:
            facts_changed.send(sender=Person, person_ids=person_ids, reason=reason)
    counts = {
        noun: {"new": count.new, "updated": count.updated, "unchanged": count.unchanged}
        for noun, count in summary.counts.items()
    }
    data = {"counts": counts, "files": summary.digests}
    audit.record(by=by, verb="facts.import", object_kind="source", object_key=source, data=data)
