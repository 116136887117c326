"""manage.py import_people FILE.csv: people, teams and managers from a table."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from recognition.actions.actors import System
from recognition.directory.csv_people import columns, import_people
from recognition.importing.problems import ImportRefusedError
from recognition.management.import_output import progress_on, refused


class Command(BaseCommand):
    help = (
        "Load people from a CSV file with a header, all or nothing: new people are added, known ones brought to what "
        "the file says, and who is not in it stays as they are. Columns: "
        + "; ".join(f"{name} ({about})" if about else name for name, about in columns().items())
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--dry-run", action="store_true", help="check and count everything, write nothing")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            with progress_on(sys.stderr) as progress:
                summary = import_people(file, by=System("import_people"), dry_run=dry_run, progress=progress)
        except ImportRefusedError as error:
            raise refused(error) from error
        for line in summary.lines():
            self.stdout.write(line)
