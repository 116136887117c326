"""A table (CSV) that somebody hands in on a page: of people or of outcomes, as its first line says.

Here is only which of the two it is and where it lies meanwhile; the commands `import_people` and `import_outcomes` load
the same tables.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext as _

from recognition.directory import csv_people, csv_reading
from recognition.importing import csv_outcomes
from recognition.importing.problems import ImportRefusedError, Place, Problems
from recognition.importing.summary import Summary

PEOPLE, OUTCOMES = "people", "outcomes"
LONGEST_HEAD = 64 * 1024  # bytes in which the first line has to end


def is_table(name: str) -> bool:
    return name.lower().endswith(".csv")


def kind_of(content: bytes) -> str:
    """PEOPLE, OUTCOMES, or nothing where the first line names the columns of neither or is too long to be read."""
    head, ends, _rest = content[:LONGEST_HEAD].partition(b"\n")
    if not ends and len(content) > LONGEST_HEAD:
        return ""
    first = head.decode("utf-8-sig", errors="replace")
    delimiter = max(",;\t", key=first.count)
    try:
        cells = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return ""
    names = {cell.strip().lower().replace(" ", "_") for cell in cells}
    if names.issuperset(csv_reading.NEEDED):
        return PEOPLE
    return OUTCOMES if names.issuperset(csv_outcomes.NEEDED) else ""


def look_at(place: Place, content: bytes, problems: Problems) -> None:
    if not kind_of(content):
        told = _("the first line must name the columns: %(people)s of people, or %(outcomes)s of outcomes")
        names = {"people": ", ".join(csv_reading.NEEDED), "outcomes": ", ".join(csv_outcomes.NEEDED)}
        problems.add(place, told % names)


@contextmanager
def readable(name: str, content: bytes) -> Iterator[tuple[Callable[..., Summary], int]]:
    """What loads the table, to be called with the named values of `import_directory`, and how many lines it has."""
    with TemporaryDirectory(prefix="plaudit-table-") as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        yield partial(_load, path, name, kind_of(content)), content.count(b"\n") + 1


def _load(path: Path, name: str, kind: str, *, update_people: bool, **how: Any) -> Summary:
    """The problems that it raises stand at the name under which the table was handed in."""
    try:
        if kind == PEOPLE:
            return csv_people.import_people(path, update_people=update_people, **how)
        return csv_outcomes.import_csv(path, **how)
    except ImportRefusedError as refused:
        kept = [replace(problem, place=Place(name, problem.place.line)) for problem in refused.problems.kept]
        raise ImportRefusedError(Problems(refused.problems.count, kept)) from refused
