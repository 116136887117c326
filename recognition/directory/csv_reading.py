"""Rows of a CSV file with the line where each begins: UTF-8, with commas, semicolons or tabs, a header first."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from recognition.importing.problems import Place, Problems

NEEDED = ("id", "display_name")
LONGEST_LINE = 1_048_576  # bytes: an honest row has a few hundred
MOST_COLUMNS = 200


class CsvRow(NamedTuple):
    line: int
    cells: dict[str, str]  # by column, without blanks around


def rows_of(path: Path, problems: Problems) -> Iterator[CsvRow]:
    """The rows that can be read; what is wrong with the others joins `problems`."""
    try:
        with path.open("rb") as stream:
            first = stream.readline(LONGEST_LINE)
        lines = _decoded(path, problems)
        reader = csv.reader(lines, delimiter=_delimiter(first), strict=True)
        yield from _rows(path, reader, problems)
    except OSError as error:
        problems.add(Place(path.name, 0), _("cannot be read (%(why)s)") % {"why": error.strerror})


def _rows(path: Path, reader: Any, problems: Problems) -> Iterator[CsvRow]:
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            problems.add(Place(path.name, line), _("is no row of a table (%(why)s)") % {"why": error})
            return
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = _header(path, line, cells, problems)
            if header is None:
                return
        elif len(cells) > len(header):
            told = {"cells": len(cells), "columns": len(header)}
            problems.add(
                Place(path.name, line), _("has %(cells)d cells, and the header %(columns)d: check its quotes") % told
            )
        else:
            filled = [*cells, *[""] * (len(header) - len(cells))]
            yield CsvRow(line, {name: cell.strip() for name, cell in zip(header, filled, strict=True) if name})
    if header is None:
        problems.add(Place(path.name, 0), _("is empty: give a header with id and display_name, and a row a person"))


def _header(path: Path, line: int, cells: list[str], problems: Problems) -> list[str] | None:
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    given = [name for name in names if name]
    place = Place(path.name, line)
    if len(names) > MOST_COLUMNS:
        problems.add(place, _("has more than %(most)d columns") % {"most": MOST_COLUMNS})
    elif missing := [name for name in NEEDED if name not in names]:
        problems.add(place, _("the header lacks %(columns)s") % {"columns": ", ".join(missing)})
    elif twice := sorted({name for name in given if given.count(name) > 1}):
        problems.add(place, _("the header names %(columns)s twice") % {"columns": ", ".join(twice)})
    else:
        return names
    return None


def _decoded(path: Path, problems: Problems) -> Iterator[str]:
    """Lines as text; one that is no UTF-8 is told of, and read as if it were empty."""
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                problems.add(Place(path.name, number), _("the line is longer than 1 MiB"))
                return
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                problems.add(
                    Place(path.name, number),
                    _("not UTF-8 (byte %(byte)s): save the file as UTF-8") % {"byte": error.start + 1},
                )
                yield "\n"


def _delimiter(header: bytes) -> str:
    """What stands most often in the header: spreadsheets of some countries write semicolons."""
    return max(",;\t", key=lambda mark: header.count(mark.encode()))
