"""manage.py backfill SOURCE FILE...: what a source told before anybody listened."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recognition.deliveries.backfill import BackfillError, backfill
from recognition.deliveries.registry import SOURCES


class Command(BaseCommand):
    help = (
        "Load recorded messages of a source (JSON Lines or a folder: {headers, body} or bare payloads), or, for "
        "GitHub, objects of its REST API: pulls, reviews, issues. Nobody is told; the same again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", choices=sorted(SOURCES))
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help=".json, .jsonl, .jsonl.gz or a folder")
        parser.add_argument("--dry-run", action="store_true", help="do everything, keep nothing")
        parser.add_argument(
            "--header", action="append", default=[], metavar="NAME:VALUE", help="of bare payloads: X-GitHub-Event:push"
        )

    def handle(self, *, source: str, paths: list[Path], dry_run: bool, header: list[str], **options: Any) -> None:
        if not all(":" in one for one in header):
            raise CommandError("--header: give a name and a value, with a colon between", returncode=2)
        headers = {name.strip(): value.strip() for name, _colon, value in (one.partition(":") for one in header)}
        try:
            came = backfill(SOURCES[source], paths, headers=headers, dry_run=dry_run)
        except BackfillError as error:
            raise CommandError(f"{error} Nothing was loaded.", returncode=2) from error
        for state, number in sorted(came.states.items()):
            self.stdout.write(f"{number:,} {state.replace('_', ' ')}{' (dry run)' if dry_run else ''}")
        if came.troubles:
            told = [*came.troubles[:50], *(["..."] if len(came.troubles) > 50 else [])]
            raise CommandError("\n".join(_shown(line) for line in told), returncode=1)


def _shown(line: str) -> str:
    """What a file holds must not steer the terminal that shows it."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in line)
