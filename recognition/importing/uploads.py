"""The worker's part of an import from a page: check what was handed in; take over what was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from recognition.importing import tables
from recognition.importing.handed_in import unpacked
from recognition.importing.problems import ImportRefusedError, Problems
from recognition.importing.run import import_directory
from recognition.importing.summary import Summary
from recognition.models import ImportFile, ImportRun

# Longer than the longest import that was measured; told anew while rows are read, not while they are written.
LEASE = timedelta(minutes=30)
# Files that nobody decided about are not kept for ever.
KEPT = timedelta(days=7)
State = ImportRun.State
_TO_DO = {State.WAITING: State.CHECKING, State.CONFIRMED: State.RUNNING}


def work_waiting() -> int:
    """Check or take over the oldest upload that waits, or whose worker died. How many were worked on: 0 or 1."""
    _forget()
    run = _take()
    if run is None:
        return 0
    with translation.override(run.language or settings.LANGUAGE_CODE):
        _work_on(run)
    return 1


def _work_on(run: ImportRun) -> None:
    """In the language of who handed it in: what is wrong with it is written down."""
    try:
        _work(run)
    except ImportRefusedError as refused:
        _refuse(run, refused.problems)
    except Exception as error:
        # Not tried again by itself, or it would hold up a worker for ever; the worker's log has the rest.
        what = f"{type(error).__name__}: {error}"
        told = _("It broke off (%(what)s). Nothing was taken over. Please report it.") % {"what": what}
        _end(run, State.FAILED, trouble=" ".join(told.split())[:500])
        raise


def _work(run: ImportRun) -> None:
    files = [(file.name, bytes(file.content)) for file in run.files.all()]
    with _readable(files) as (load, lines):
        del files
        _told(run, rows=lines, rows_read=0, writing=False)
        read = _Read(run)
        dry_run = run.state == State.CHECKING
        summary = load(
            by=run.confirmed_by or run.asked_by,
            source=run.source,
            update_people=run.update_people,
            dry_run=dry_run,
            progress=read,
            before_writing=read.all_of_it,
            # Done in the transaction that took it over: no worker can find it half-way.
            before_commit=lambda summary: None if dry_run else _done(run, summary),
        )
        if dry_run:
            _told_of(run, summary, state=State.CHECKED, taken_until=None)


@contextmanager
def _readable(files: list[tuple[str, bytes]]) -> Iterator[tuple[Callable[..., Summary], int]]:
    """What loads them, and how many lines they have. A table comes alone."""
    if tables.is_table(files[0][0]):
        with tables.readable(*files[0]) as found:
            yield found
    else:
        with unpacked(files, Problems()) as (directory, lines):
            yield partial(import_directory, directory), lines


class _Read:
    """Rows of the first reading, file by file. The second one happens in a transaction, where nobody sees it."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.lines, self.checked = run, dict[str, int](), False

    def __call__(self, file: str, line: int) -> None:
        if not self.checked:
            self.lines[file] = line
            _told(self.run, rows_read=sum(self.lines.values()))

    def all_of_it(self) -> None:
        self.checked = True
        _told(self.run, writing=True, rows_read=self.run.rows)


def _told(run: ImportRun, **fields: object) -> None:
    for name, value in fields.items():
        setattr(run, name, value)
    ImportRun.objects.filter(pk=run.pk).update(taken_until=timezone.now() + LEASE, **fields)


def _told_of(run: ImportRun, summary: Summary, **fields: object) -> None:
    counts = {
        noun: {"new": count.new, "updated": count.updated, "unchanged": count.unchanged}
        for noun, count in summary.counts.items()
    }
    notes = [*summary.not_read]
    if summary.ignored:
        names = sorted(summary.ignored, key=lambda name: (-summary.ignored[name], name))[:12]
        notes.append(_("Fields that nothing reads: %(names)s") % {"names": ", ".join(names)})
    ImportRun.objects.filter(pk=run.pk).update(counts=counts, notes=notes, **fields)


def _done(run: ImportRun, summary: Summary) -> None:
    _told_of(run, summary, state=State.DONE, taken_until=None, finished_at=timezone.now())
    ImportFile.objects.filter(run=run).delete()


def _refuse(run: ImportRun, problems: Problems) -> None:
    kept = [
        {"file": problem.place.file, "line": problem.place.line, "field": problem.field, "says": problem.message}
        for problem in problems.kept
    ]
    _end(run, State.REFUSED, problems=kept, problem_count=problems.count)


def _end(run: ImportRun, state: State, **fields: object) -> None:
    ImportRun.objects.filter(pk=run.pk).update(state=state, taken_until=None, finished_at=timezone.now(), **fields)
    ImportFile.objects.filter(run=run).delete()


def _take() -> ImportRun | None:
    now = timezone.now()
    died = Q(state__in=_TO_DO.values(), taken_until__lt=now)
    waiting = ImportRun.objects.filter(Q(state__in=_TO_DO) | died).order_by("asked_at", "pk")
    for run in waiting[:3]:
        state = _TO_DO.get(State(run.state), State(run.state))
        free = ImportRun.objects.filter(Q(state=run.state) & (Q(taken_until=None) | Q(taken_until__lt=now)), pk=run.pk)
        if free.update(state=state, taken_until=now + LEASE):
            run.refresh_from_db()
            return run
    return None


def _forget() -> None:
    old = ImportRun.objects.filter(state=State.CHECKED, asked_at__lt=timezone.now() - KEPT)
    for run in old:
        _end(run, State.CANCELLED)
