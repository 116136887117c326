"""manage.py logins set PERSON: a password for the API, set by an operator."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from recognition.actions import logins
from recognition.actions.actors import System
from recognition.models import Person


class Command(BaseCommand):
    help = "Give a person a password, for the API and its tokens; it is asked for, or read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        one = verbs.add_parser("set", help="a new password; tokens of an earlier one end")
        one.add_argument("person", metavar="PERSON", help="directory id")

    def handle(self, *, verb: str, person: str, **options: Any) -> None:
        found = Person.objects.filter(key=person.replace("\0", "")).first()
        if found is None:
            raise CommandError(f"There is no person {person!a}: give the directory id.", returncode=2)
        try:
            user = logins.set_password(by=System("command"), person=found, password=_password())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        self.stdout.write(f"{found.key}: can sign in as {user.username}")


def _password() -> str:
    """Typed twice at a terminal; else the first line of standard input, for scripts."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, again = getpass("Password: "), getpass("Once more: ")
    if first != again:
        raise CommandError("The two are not the same: nothing was changed.", returncode=2)
    return first
