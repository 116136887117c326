"""manage.py import_usage FILE: usage from a file into the sums of days."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from recognition.actions.actors import System
from recognition.importing.problems import ImportRefusedError
from recognition.management.import_output import progress_on, refused
from scoring.usage.files import FORMATS, import_file


class Command(BaseCommand):
    help = "Load usage from usage.jsonl, LiteLLM spend logs or Copilot user reports, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="plain or .gz; JSON Lines or one JSON document")
        parser.add_argument("--format", choices=[form.name for form in FORMATS], help="where it is not recognised")
        parser.add_argument("--dry-run", action="store_true", help="check and count everything, write nothing")

    def handle(self, *, file: Path, dry_run: bool, format: str | None, **options: Any) -> None:
        try:
            with progress_on(sys.stderr) as progress:
                by = System("import_usage")
                summary = import_file(file, by=by, kind=format, dry_run=dry_run, progress=progress)
        except ImportRefusedError as error:
            raise refused(error) from error
        for line in summary.lines():
            self.stdout.write(line)
