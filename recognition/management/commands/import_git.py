"""manage.py import_git PATH: people and outcomes from the history of a repository."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recognition.actions.actors import System
from recognition.importing.problems import ImportRefusedError
from recognition.management.import_output import progress_on, refused
from recognition.sources.git_history.load import import_repository
from recognition.sources.git_history.log import GitError


def day(text: str) -> date:
    """Git itself would take any text for a date, and read nonsense as today."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!a} is no day: give it as 2024-12-31") from error


class Command(BaseCommand):
    help = "Load people, outcomes, verifications and thanks from the history of a git repository."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="a repository, or a directory in it")
        parser.add_argument("--since", type=day, metavar="DATE", help="only commits from this day on, as 2024-12-31")
        parser.add_argument("--dry-run", action="store_true", help="read and count everything, write nothing")

    def handle(self, *, path: Path, since: date | None, dry_run: bool, **options: Any) -> None:
        try:
            with progress_on(sys.stderr) as progress:
                summary = import_repository(
                    path, by=System("import_git"), since=since, dry_run=dry_run, progress=progress
                )
        except GitError as error:
            raise CommandError(str(error), returncode=2) from error
        except ImportRefusedError as error:
            raise refused(error) from error
        for line in summary.lines():
            self.stdout.write(line)
