"""manage.py import_facts DIR: facts as JSON Lines into the database."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recognition.actions.actors import System
from recognition.importing.files import READ
from recognition.importing.problems import ImportRefusedError
from recognition.importing.run import import_directory
from recognition.management.import_output import progress_on, refused


class Command(BaseCommand):
    help = "Load people, teams, outcomes, acknowledgements and nominations from JSON Lines, all or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="holds people.jsonl, outcomes.jsonl ... or .gz")
        parser.add_argument("--dry-run", action="store_true", help="check and count everything, write nothing")
        parser.add_argument("--source", default="import", help="name of the source; ids of outcomes are unique in it")
        parser.add_argument("--update-people", action="store_true", help="take over changes of people already known")

        parser.add_argument(
            "--only",
            type=_names,
            default=READ,
            metavar="NAMES",
            help="only these files, e.g. teams,people,outcomes,acknowledgements; nominations need published badges",
        )

    def handle(
        self, *, directory: Path, dry_run: bool, source: str, update_people: bool, only: tuple[str, ...], **options: Any
    ) -> None:
        if not source.isprintable() or not 0 < len(source) <= 60:
            raise CommandError("--source: give a short name, such as gitlab", returncode=2)
        try:
            with progress_on(sys.stderr) as progress:
                summary = import_directory(
                    directory,
                    by=System("import_facts"),
                    source=source,
                    update_people=update_people,
                    dry_run=dry_run,
                    only=only,
                    progress=progress,
                )
        except ImportRefusedError as error:
            raise refused(error) from error
        for line in summary.lines():
            self.stdout.write(line)


def _names(text: str) -> tuple[str, ...]:
    """Names of files, between commas."""
    names = tuple(filter(None, (name.strip() for name in text.split(","))))
    if not names or not set(names) <= set(READ):
        raise ArgumentTypeError(f"give some of {', '.join(READ)}, with commas between")
    return names
