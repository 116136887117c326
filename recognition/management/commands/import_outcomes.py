"""manage.py import_outcomes FILE.csv: outcomes from a spreadsheet into the database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recognition.actions.actors import System
from recognition.importing.csv_outcomes import import_csv
from recognition.importing.problems import ImportRefusedError
from recognition.management.import_output import progress_on, refused


class Command(BaseCommand):
    help = "Load outcomes from a CSV file, all or nothing. Columns: id, kind, person, at, and more (docs/sources.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--dry-run", action="store_true", help="check and count everything, write nothing")
        parser.add_argument("--source", default="csv", help="name of the source; ids are unique in it (default csv)")

    def handle(self, *, file: Path, dry_run: bool, source: str, **options: Any) -> None:
        if not source.isprintable() or not 0 < len(source) <= 60:
            raise CommandError("--source: give a short name, such as crm", returncode=2)
        try:
            with progress_on(sys.stderr) as progress:
                summary = import_csv(
                    file, by=System("import_outcomes"), source=source, dry_run=dry_run, progress=progress
                )
        except ImportRefusedError as error:
            raise refused(error) from error
        for line in summary.lines():
            self.stdout.write(line)
