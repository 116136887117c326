"""Outcomes from a CSV file: the fields of outcomes.jsonl as columns. Every problem keeps the line of the CSV file."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from django.utils.translation import gettext as _

from recognition.actions.actors import By
from recognition.importing.problems import ImportRefusedError, Place, Problems
from recognition.importing.reading import Progress
from recognition.importing.run import import_directory, no_progress, no_word, nothing
from recognition.importing.summary import Summary

NEEDED = ("id", "kind", "person", "at")
_DELIMITERS = ",;\t"
_LISTS = ("co_authors",)


def import_csv(
    path: Path,
    *,
    by: By,
    source: str,
    dry_run: bool = False,
    progress: Progress = no_progress,
    before_writing: Callable[[], None] = nothing,
    before_commit: Callable[[Summary], None] = no_word,
) -> Summary:
    """All of the file or nothing. Several co-authors stand in one cell, with spaces or semicolons between.

    `before_writing` and `before_commit`: as of `import_directory`.

    Raises:
        ImportRefusedError: with every problem found.
    """
    with _as_directory(path) as directory:
        try:
            return import_directory(
                directory, by=by, source=source, dry_run=dry_run, only=("outcomes",), progress=progress,
                before_writing=before_writing, before_commit=before_commit,
            )  # fmt: skip
        except ImportRefusedError as refused:
            refused.problems.kept[:] = [
                replace(problem, place=Place(path.name, problem.place.line)) for problem in refused.problems.kept
            ]
            raise


@contextmanager
def _as_directory(path: Path) -> Iterator[Path]:
    """The same rows as outcomes.jsonl. Line for line: where a cell has line breaks, empty lines follow."""
    problems = Problems()
    with TemporaryDirectory(prefix="plaudit-csv-") as name:
        target = Path(name) / "outcomes.jsonl"
        try:
            with path.open(encoding="utf-8-sig", newline="") as file, target.open("w", encoding="utf-8") as written:
                _copy(file, written, path.name, problems)
        except UnicodeDecodeError as error:
            told = _("not UTF-8 (byte %(byte)s): save the file as “CSV UTF-8”") % {"byte": error.start + 1}
            problems.add(Place(path.name, 0), told)
        except OSError as error:
            problems.add(Place(path.name, 0), _("cannot be read (%(why)s)") % {"why": error.strerror})
        problems.refuse_if_any()
        yield Path(name)


def _copy(file: TextIO, written: TextIO, name: str, problems: Problems) -> None:
    first = file.readline()
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        header = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error as error:
        problems.add(Place(name, 1), _("is no CSV: %(why)s") % {"why": error})
        return
    missing = [column for column in NEEDED if column not in header]
    if missing or len(set(header)) != len(header):
        told = _("the first line must name the columns, each once; needed are %(needed)s")
        problems.add(Place(name, 1), told % {"needed": ", ".join(NEEDED)})
        return
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    written.write("\n")
    at = 1
    try:
        for cells in reader:
            begins, at = at + 1, reader.line_num + 1
            if len(cells) > len(header):
                told = _("has %(cells)d cells for %(columns)d columns: put a cell with a comma in quotes")
                problems.add(Place(name, begins), told % {"cells": len(cells), "columns": len(header)})
            row = _row(header, cells)
            # As many lines as it took in the file, so that the next row has its own number.
            written.write((json.dumps(row) if row else "") + "\n" * (at - begins + 1))
    except csv.Error as error:
        problems.add(Place(name, reader.line_num + 1), _("is no CSV: %(why)s") % {"why": error})


def _row(header: list[str], cells: list[str]) -> dict[str, object]:
    """Without empty cells: what is not known is not said."""
    row: dict[str, object] = {}
    for column, cell in zip(header, cells, strict=False):
        if cell.strip():
            row[column] = cell.replace(";", " ").split() if column in _LISTS else cell.strip()
    return row
