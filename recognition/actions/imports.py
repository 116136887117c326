"""Imports from a page: hand files in, confirm what the check found, or set them aside. A worker does the rest."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.refusals import refusal, require, require_plain
from recognition.importing.handed_in import MOST_BYTES, looked_at
from recognition.importing.problems import Problems
from recognition.importing.tables import is_table
from recognition.models import ImportFile, ImportRun, Person

MOST_FILES = 12
MOST_WAITING = 5  # uploads of one company at a time: each may hold MOST_BYTES in the database
LONGEST_SOURCE = 60
State = ImportRun.State
OPEN = (State.WAITING, State.CHECKING, State.CHECKED, State.CONFIRMED, State.RUNNING)


@transaction.atomic
def upload(*, by: Person, files: Sequence[tuple[str, bytes]], source: str, update_people: bool) -> ImportRun:
    """Keep the files (name, content) until a worker has checked them and somebody has decided.

    Raises:
        ValidationError: on `uploads`, for what can be seen from outside; on `source`.
    """
    _require_admin(by)
    source = source.strip()
    require_plain(source, field="source")
    if not 0 < len(source) <= LONGEST_SOURCE:
        raise refusal(_("Give the source a short name, such as gitlab."), code="source", field="source")
    _check(files)
    if ImportRun.objects.filter(state__in=OPEN).count() >= MOST_WAITING:
        raise refusal(
            _("%(most)d imports are open: confirm one of them, or set it aside."), code="waiting", most=MOST_WAITING
        )
    run = ImportRun.objects.create(
        source=source,
        update_people=update_people,
        asked_by=by,
        names=sorted(name for name, _content in files),
        language=get_language() or "",
    )
    ImportFile.objects.bulk_create(ImportFile(run=run, name=name[:120], content=content) for name, content in files)
    _record(by, "import.upload", run, {"source": source, "files": run.names, "update_people": update_people})
    return run


@transaction.atomic
def confirm(*, by: Person, run: ImportRun) -> ImportRun:
    """Take over what the check found. All of it or nothing."""
    _require_admin(by)
    run = _locked(run)
    if run.state != State.CHECKED:
        raise refusal(_("This import does not wait for a decision."), code="state")
    run.state, run.confirmed_by, run.rows_read, run.writing = State.CONFIRMED, by, 0, False
    run.save(update_fields=["state", "confirmed_by", "rows_read", "writing"])
    _record(by, "import.confirm", run, {"source": run.source, "counts": run.counts})
    return run


@transaction.atomic
def cancel(*, by: Person, run: ImportRun) -> ImportRun:
    """Forget the files; nothing of them was taken over."""
    _require_admin(by)
    run = _locked(run)
    if run.state not in (State.WAITING, State.CHECKED, State.CONFIRMED):
        raise refusal(_("This import cannot be set aside now."), code="state")
    run.state, run.finished_at = State.CANCELLED, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    run.files.all().delete()
    _record(by, "import.cancel", run, {"source": run.source})
    return run


def _check(files: Sequence[tuple[str, bytes]]) -> None:
    if not files:
        raise refusal(_("Choose the files to hand in."), code="required", field="uploads")
    if len(files) > MOST_FILES:
        raise refusal(_("At most %(most)d files at once."), code="too_many", field="uploads", most=MOST_FILES)
    if len({name for name, _content in files}) != len(files):
        raise refusal(_("Two of the files have the same name."), code="twice", field="uploads")
    if sum(len(content) for _name, content in files) > MOST_BYTES:
        raise too_large()
    if len(files) > 1 and (table := next((name for name, _content in files if is_table(name)), "")):
        raise refusal(_("Hand in %(name)s by itself: a table comes alone."), code="table", field="uploads", name=table)
    problems = Problems()
    for name, content in files:
        looked_at(name, content, problems)
    if problems.count:
        raise ValidationError({"uploads": [ValidationError(line, code="file") for line in problems.first]})


def too_large() -> ValidationError:
    return refusal(
        _("These are more than %(most)d MiB: pack them, or load them with `manage.py import_facts`."),
        code="too_large", field="uploads", most=MOST_BYTES // 2**20,
    )  # fmt: skip


def _require_admin(by: Person) -> None:
    require(permissions.may_import(by), _("Only program admins import files."))


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def _record(by: Person, verb: str, run: ImportRun, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind="importrun", object_key=str(run.pk), data=data)
