"""manage.py … create|list|end for the tokens of one door (`recognition.actions.machine_tokens`)."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from recognition.actions.actors import System
from recognition.models.machine_tokens import MachineToken


class TokenCommand(BaseCommand):
    """A command says of which tokens it is, and by which actions they are made and ended."""

    tokens: ClassVar[type[MachineToken]]
    make: ClassVar[Callable[..., tuple[MachineToken, str]]]
    end: ClassVar[Callable[..., MachineToken]]
    name: ClassVar[str]  # of the command
    name_help: ClassVar[str]
    days: ClassVar[int]  # that a token lives unless asked otherwise

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="make one; its secret is printed once")
        create.add_argument("name", help=self.name_help)
        create.add_argument("--days", type=int, default=self.days, help=f"how long it lives (default {self.days})")
        verbs.add_parser("list", help="all, with their end")
        end = verbs.add_parser("end", help="from now on it opens nothing")
        end.add_argument("name")

    def handle(self, *, verb: str, name: str = "", days: int = 0, **options: Any) -> None:
        by = System(self.name)
        try:
            if verb == "create":
                _token, secret = type(self).make(by=by, name=name, days=days)
                self.stdout.write(secret)
            elif verb == "end":
                type(self).end(by=by, token=self._named(name))
            else:
                self._list()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error

    def _named(self, name: str) -> MachineToken:
        token = self.tokens._default_manager.filter(name=name.replace("\0", "")).first()
        if token is None:
            raise CommandError(f"There is no token “{name}”: see `{self.name} list`.", returncode=2)
        return token

    def _list(self) -> None:
        for token in self.tokens._default_manager.all():
            over = token.ended_at or (token.expires_at if token.expires_at <= timezone.now() else None)
            state = f"ended {over:%Y-%m-%d}" if over else f"until {token.expires_at:%Y-%m-%d}"
            self.stdout.write(f"{token.name}: {state}{self.more_of(token)}")

    def more_of(self, token: Any) -> str:
        """What else there is to say of one in the list."""
        return ""
