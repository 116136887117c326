"""Write decisions, findings, awards or measures to standard output."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from scoring.exporting import EXPORTS, Row
from scoring.models import Finding


class Command(BaseCommand):
    help = "Write decisions, findings, awards or measures to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=sorted(EXPORTS))
        parser.add_argument("--format", choices=["jsonl", "csv"], default="jsonl", dest="form")

    def handle(self, *, what: str, form: str, **_options: Any) -> None:
        rows = EXPORTS[what]()
        if what == "findings" and not Finding.objects.filter(cleared_at__isnull=True).exists():
            self.stderr.write("There are no findings: `manage.py sweep` looks for patterns, and so does every night.")
        try:
            for line in _json_lines(rows) if form == "jsonl" else _csv_lines(rows):
                self.stdout.write(line)
        except BrokenPipeError:
            # Who reads has enough (`| head`). Python would complain once more when it closes standard output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _json_lines(rows: Iterator[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False)


def _csv_lines(rows: Iterator[Row]) -> Iterator[str]:
    """The first row names the columns; lists and maps are JSON in their cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="")
    for number, row in enumerate(rows):
        if number == 0:
            yield _line(writer, buffer, list(row))
        yield _line(writer, buffer, [_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def _line(writer: Any, buffer: io.StringIO, cells: list[Any]) -> str:
    buffer.seek(0)
    buffer.truncate()
    writer.writerow(cells)
    return buffer.getvalue()
