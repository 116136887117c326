"""manage.py logins set PERSON: a password for the API, set by an operator. logins service NAME: a program's login.
logins second-step PERSON: take a second step away.
"""

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
    help = "Give a person a password, which is asked for or read from standard input; or make the login of a program."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        one = verbs.add_parser("set", help="a new password; tokens of an earlier one end")
        one.add_argument("person", metavar="PERSON", help="directory id")
        step = verbs.add_parser("second-step", help="take the second step away, for who cannot give its codes any more")
        step.add_argument("person", metavar="PERSON", help="directory id")
        program = verbs.add_parser("service", help="a login that belongs to no person; `tokens make` opens the API")
        program.add_argument("name", metavar="NAME", help="also the source of the outcomes that it reports")

    def handle(self, *, verb: str, **options: Any) -> None:
        try:
            if verb == "service":
                user = logins.make_service(by=System("command"), name=options["name"])
                self.stdout.write(f"{user.username}: made; `tokens make {user.username}` gives it a token")
            elif verb == "second-step":
                person = _find(options["person"])
                logins.reset_second_step(by=System("command"), person=person)
                self.stdout.write(f"{person.key}: has no second step any more; the password alone opens the login")
            else:
                self._set(options["person"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error

    def _set(self, person: str) -> None:
        found = _find(person)
        user = logins.set_password(by=System("command"), person=found, password=_password())
        self.stdout.write(f"{found.key}: can sign in as {user.username}")


def _find(person: str) -> Person:
    found = Person.objects.filter(key=person.replace("\0", "")).first()
    if found is None:
        raise CommandError(f"There is no person {person!a}: give the directory id.", returncode=2)
    return found


def _password() -> str:
    """Typed twice at a terminal; else the first line of standard input, for scripts."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first, again = getpass("Password: "), getpass("Once more: ")
    if first != again:
        raise CommandError("The two are not the same: nothing was changed.", returncode=2)
    return first
