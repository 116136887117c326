"""Files of usage: which kind one is, and its rows as requests and totals of days.

Checked from the first line to the last before anything is written; one wrong row and nothing is.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from recognition.actions import audit
from recognition.actions.actors import By
from recognition.importing.problems import Place, Problems
from recognition.importing.reading import File, Progress, rows
from recognition.importing.rows import Row
from scoring.usage import copilot, intake, jsonl, litellm
from scoring.usage.readings import DayTotal, Received, Request

AT_ONCE = 2_000  # rows a batch: some megabytes, and few statements
# A document has to be read whole; exports of a month for thousands of people are a tenth of this.
DOCUMENT_MAX_BYTES = 64 * 1_048_576

Usage = Request | DayTotal


@dataclass(frozen=True)
class Format:
    """A kind of file: its rows, what they are turned into, and where a document keeps them."""

    name: str
    row: type[Row]
    usage_of: Callable[[Any], Usage | None]  # None: known and of no use, such as a failed request
    inside: tuple[str, ...] = ()  # keys of a document that hold the list of rows
    told_by: frozenset[str] = frozenset()  # fields by which a row is recognised


FORMATS = (
    Format("usage", jsonl.UsageRow, jsonl.usage_of, told_by=frozenset({"person"})),
    Format("copilot", copilot.UserDay, copilot.usage_of, ("day_totals",), frozenset({"user_login"})),
    Format("litellm", litellm.SpendLog, litellm.usage_of, ("data", "response"), frozenset({"request_id", "api_key"})),
)


@dataclass
class Summary:
    """What an import did; `received` counts what was kept."""

    format: str
    dry_run: bool
    rows: int = 0
    skipped: int = 0
    received: Received = field(default_factory=Received)
    ignored: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """For people, one fact a line."""
        got = self.received
        told = [
            f"{self.rows:,} rows read as {self.format}: {got.counted:,} counted, {got.known:,} known before, "
            f"{self.skipped:,} of no use",
            *(f"{count:,} rows left out: the usage {reason}" for reason, count in got.refused.most_common()),
        ]
        if got.unclaimed:
            told.append(f"{got.unclaimed:,} belong to nobody in the directory; kept, see `manage.py usage_accounts`.")
        if self.ignored:
            told.append("Fields that nothing reads: " + ", ".join(ascii(name)[1:-1] for name in sorted(self.ignored)))
        return [*told, *(["Dry run: nothing was written."] if self.dry_run else [])]


def import_file(path: Path, *, by: By, kind: str | None, dry_run: bool, progress: Progress) -> Summary:
    """Read one file; `kind` names its format, None recognises it.

    Raises:
        ImportRefusedError: with every problem found.
    """
    problems = Problems()
    form = _form(path, kind, problems)
    problems.refuse_if_any()
    assert form is not None
    summary = Summary(form.name, dry_run)
    for _usage in _usages(path, form, problems, summary.ignored, progress):
        summary.rows += 1
    problems.refuse_if_any()
    with transaction.atomic():
        found = (usage for usage in _usages(path, form, problems, Counter(), progress))
        while batch := list(islice(found, AT_ONCE)):
            _keep(form.name, batch, summary)
        data = {"format": form.name, "rows": summary.rows, "sha256": File(path).sha256()}
        audit.record(by=by, verb="usage.import", object_kind="file", object_key=path.name[:200], data=data)
        if dry_run:
            transaction.set_rollback(True)
    return summary


def _keep(source: str, batch: list[Usage | None], summary: Summary) -> None:
    requests = [one for one in batch if isinstance(one, Request)]
    totals = [one for one in batch if isinstance(one, DayTotal)]
    summary.skipped += batch.count(None)
    # Two sources: requests are added up, totals replace smaller ones, so they must not share a row.
    if requests:
        summary.received.add(intake.receive_requests(source, requests))
    if totals:
        summary.received.add(intake.receive_totals(f"{source}-days", totals))


def _usages(
    path: Path, form: Format, problems: Problems, ignored: Counter[str], progress: Progress
) -> Iterator[Usage | None]:
    if _is_lines(path):
        for read in rows(File(path), form.row, problems, ignored, progress):
            yield form.usage_of(read.row)
        return
    for number, content in enumerate(_rows_inside(_document(path, problems), form), start=1):
        try:
            yield form.usage_of(form.row.model_validate(content))
        except ValidationError as errors:
            for error in errors.errors(include_url=False, include_context=False, include_input=False):
                where = ".".join(str(part) for part in error["loc"])
                problems.add(Place(f"{path.name} row", number), f"{where}: {error['msg']}")


def _form(path: Path, kind: str | None, problems: Problems) -> Format | None:
    if not path.is_file():
        problems.add(Place(str(path), 0), "there is no such file")
        return None
    if kind is not None:
        return next(form for form in FORMATS if form.name == kind)
    first = _first_row(path, problems)
    form = next((form for form in FORMATS if form.told_by & first.keys()), None)
    if form is None and not problems.count:
        names = ", ".join(one.name for one in FORMATS)
        problems.add(Place(path.name, 1), f"its rows are of no known kind: say which with --format ({names})")
    return form


def _first_row(path: Path, problems: Problems) -> dict[str, Any]:
    if _is_lines(path):
        with File(path).open() as stream:
            first: dict[str, Any] = json.loads(stream.readline())
            return first
    document = _document(path, problems)
    for form in FORMATS:
        found = _rows_inside(document, form)
        if found:
            return found[0] if isinstance(found[0], dict) else {}
    return {}


def _is_lines(path: Path) -> bool:
    """Whether the first line is one whole JSON object that is a row: then every line is one."""
    try:
        with File(path).open() as stream:
            content = json.loads(stream.readline(1_048_576).decode("utf-8-sig"))
    except (ValueError, RecursionError, gzip.BadGzipFile, EOFError):
        return False
    inside = {key for form in FORMATS for key in form.inside}
    return isinstance(content, dict) and not inside & content.keys()


def _document(path: Path, problems: Problems) -> Any:
    try:
        with File(path).open() as stream:
            content = stream.read(DOCUMENT_MAX_BYTES + 1)
        if len(content) > DOCUMENT_MAX_BYTES:
            problems.add(Place(path.name, 0), "is larger than 64 MiB: write it as one JSON object a line")
            return None
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError, gzip.BadGzipFile, EOFError):
        problems.add(Place(path.name, 0), "is neither a JSON document nor one JSON object a line")
        return None


def _rows_inside(document: Any, form: Format) -> list[Any]:
    """A list of rows, an object that holds one, or a single row."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for key in form.inside:
            if isinstance(document.get(key), list):
                return list(document[key])
        return [document] if form.told_by & document.keys() else []
    return []
