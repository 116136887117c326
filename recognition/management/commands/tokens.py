"""manage.py tokens make LOGIN: a token of the API for a program that speaks for nobody."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from recognition.actions import tokens
from recognition.actions.actors import System
from recognition.models import User
from recognition.queries.tokens import living_tokens, scopes_of


class Command(BaseCommand):
    help = "Make and list API tokens of a service (`logins service NAME`). People make theirs in the settings."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        make = verbs.add_parser("make", help="a new one; it is shown once")
        make.add_argument("login", metavar="LOGIN", help="name of the service")
        make.add_argument("--name", required=True, help="what it is for")
        make.add_argument("--scope", action="append", default=[], choices=tokens.OF_SERVICES, help="what it opens")
        make.add_argument("--days", type=int, default=90, help=f"it ends after so many, {tokens.LONGEST_DAYS} at most")
        listed = verbs.add_parser("list", help="those that have not expired")
        listed.add_argument("login", metavar="LOGIN")

    def handle(self, *, verb: str, login: str, **options: Any) -> None:
        user = User.objects.filter(username=login.replace("\0", "")).first()
        if user is None:
            raise CommandError(f"There is no login {login!a}: make one with `logins service`.", returncode=2)
        if verb == "list":
            for token in living_tokens(user):
                name = getattr(getattr(token, "naming", None), "name", "")
                opens = ",".join(scopes_of(token)) or "everything"
                self.stdout.write(f"{token.token_key}  {opens}  until {token.expiry:%Y-%m-%d}  {name}")
            return
        try:
            _token, secret = tokens.make_for_service(
                by=System("command"), user=user, name=options["name"], days=options["days"], scopes=options["scope"]
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        self.stdout.write(secret)
