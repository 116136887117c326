"""Tokens with which collectors deliver usage: made, listed and ended."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from recognition.actions.actors import System
from scoring.actions import usage
from scoring.management.lookups import bad_input
from scoring.models import UsageToken


class Command(BaseCommand):
    help = "Make, list and end the tokens with which collectors deliver usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make one; its secret is printed once")
        create.add_argument("name", help="of the collector")
        create.add_argument("--days", type=int, default=90, help="how long it lives (default 90)")
        verbs.add_parser("list", help="all, with their end")
        end = verbs.add_parser("end", help="from now on it opens nothing")
        end.add_argument("name")

    def handle(self, *, verb: str, name: str = "", days: int = 0, **options: Any) -> None:
        by = System("usage_tokens")
        try:
            if verb == "create":
                _token, secret = usage.create_token(by=by, name=name, days=days)
                self.stdout.write(secret)
            elif verb == "end":
                usage.end_token(by=by, token=UsageToken.objects.get(name=name))
            else:
                self._list()
        except ValidationError as error:
            raise bad_input(" ".join(error.messages)) from error
        except UsageToken.DoesNotExist as error:
            raise bad_input(f"There is no token “{name}”: see `usage_tokens list`.") from error

    def _list(self) -> None:
        for token in UsageToken.objects.all():
            over = token.ended_at or (token.expires_at if token.expires_at <= timezone.now() else None)
            state = f"ended {over:%Y-%m-%d}" if over else f"until {token.expires_at:%Y-%m-%d}"
            self.stdout.write(f"{token.name}: {state}")
