"""Secrets that sources sign with: made, listed and ended."""

import sys
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from recognition.actions import source_secrets
from recognition.actions.actors import System
from recognition.deliveries.secrets import unseal
from recognition.models import SourceSecret


class Command(BaseCommand):
    help = "Make, list and end the secrets that sources sign with. Two of a source may be valid at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        make = verbs.add_parser("make", help="make one; it is printed once")
        make.add_argument("source", help="such as github")
        make.add_argument("name", nargs="?", default="", help="such as 2026-11 (default: today)")
        make.add_argument("--given", action="store_true", help="read the secret of the tool from standard input")
        verbs.add_parser("list", help="all of them, without what they are")
        end = verbs.add_parser("end", help="it opens nothing any more")
        end.add_argument("source")
        end.add_argument("name")
        end.add_argument("--after", type=int, default=0, metavar="HOURS", help="not at once")

    def handle(
        self, *, verb: str, source: str = "", name: str = "", given: bool = False, after: int = 0, **options: Any
    ) -> None:
        by = System("source_secrets")
        try:
            if verb == "make":
                told = sys.stdin.readline().strip() if given else ""
                if given and not told:
                    raise CommandError("--given: write the secret into standard input, on one line", returncode=2)
                name = name or f"{timezone.now():%Y-%m-%d}"
                _row, secret = source_secrets.make(by=by, source=source, name=name, secret=told)
                self.stdout.write("kept" if given else secret)
            elif verb == "end":
                source_secrets.end(by=by, secret=_living(source, name), after=timedelta(hours=max(after, 0)))
            else:
                self._list()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error

    def _list(self) -> None:
        for row in SourceSecret.objects.all():
            state = (
                "valid" if row.ends_at is None else f"{'until' if row.lives else 'ended'} {row.ends_at:%Y-%m-%d %H:%M}"
            )
            if row.lives and unseal(row.sealed) is None:
                state += ", cannot be read: SECRET_KEY was changed"
            self.stdout.write(f"{row.source} {row.name}: made {row.created_at:%Y-%m-%d}, {state}")


def _living(source: str, name: str) -> SourceSecret:
    living = SourceSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()), source=source, name=name)
    row = living.order_by("created_at").first()
    if row is None:
        raise CommandError(
            f"{source} has no valid secret “{name}”: see `source_secrets list`.", returncode=2
        )  # fmt: skip
    return row
