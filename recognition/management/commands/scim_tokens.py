"""Tokens with which the company's directory tells of people: made, listed and ended."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recognition.actions import directory_tokens
from recognition.actions.actors import System
from recognition.models import DirectoryToken


class Command(BaseCommand):
    help = "Make, list and end the tokens with which the company's directory tells of people (SCIM)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make one; its secret is printed once")
        create.add_argument("name", help="such as okta-2027")
        create.add_argument("--days", type=int, default=180, help="how long it lives (default 180)")
        verbs.add_parser("list", help="all, with their end")
        end = verbs.add_parser("end", help="from now on it opens nothing")
        end.add_argument("name")

    def handle(self, *, verb: str, name: str = "", days: int = 0, **options: Any) -> None:
        by = System("scim_tokens")
        try:
            if verb == "create":
                _token, secret = directory_tokens.make(by=by, name=name, days=days)
                self.stdout.write(secret)
            elif verb == "end":
                directory_tokens.end(by=by, token=DirectoryToken.objects.get(name=name))
            else:
                self._list()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        except DirectoryToken.DoesNotExist as error:
            raise CommandError(f"There is no token “{name}”: see `scim_tokens list`.", returncode=2) from error

    def _list(self) -> None:
        for token in DirectoryToken.objects.all():
            over = token.ended_at or (token.expires_at if token.expires_at <= timezone.now() else None)
            state = f"ended {over:%Y-%m-%d}" if over else f"until {token.expires_at:%Y-%m-%d}"
            used = f", last used {token.used_at:%Y-%m-%d %H:%M}" if token.used_at else ", never used"
            self.stdout.write(f"{token.name}: {state}{used}")
