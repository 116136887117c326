"""Publishing a rule by four eyes, step by step."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand

from scoring.actions import publishing
from scoring.management.lookups import bad_input, lines_of, person_of, text_of
from scoring.models import PublishRequest


class Command(BaseCommand):
    help = "Ask that a rule be published, see what waits, approve, decline or withdraw it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="what waits for a second person")
        ask = verbs.add_parser("ask", help="one admin asks; nothing is in force yet")
        ask.add_argument("file", metavar="FILE")
        ask.add_argument("--note", required=True)
        approve = verbs.add_parser("approve", help="another admin puts it in force")
        decline = verbs.add_parser("decline", help="another admin says no")
        decline.add_argument("--reason", required=True)
        withdraw = verbs.add_parser("withdraw", help="who asked takes it back")
        for verb in (approve, decline, withdraw):
            verb.add_argument("version", metavar="BADGE/NUMBER")
        for verb in (ask, approve, decline, withdraw):
            verb.add_argument("--by", required=True, metavar="PERSON")

    def handle(self, *, verb: str, **options: Any) -> None:
        try:
            if verb == "list":
                self._list()
            elif verb == "ask":
                self._ask(**options)
            else:
                self._decide(verb, **options)
        except PermissionDenied as refused:
            raise bad_input(str(refused)) from refused
        except ValidationError as error:
            *first, last = lines_of(error)
            for line in first:
                self.stderr.write(line)
            raise bad_input(last) from error

    def _list(self) -> None:
        rows = PublishRequest.objects.filter(state="waiting").select_related("version__badge", "asked_by")
        for row in rows.order_by("asked_at"):
            note = f": {row.note}" if row.note else ""
            self.stdout.write(f"{_name(row)} asked for by {row.asked_by.key} on {row.asked_at:%Y-%m-%d}{note}")
        self.stdout.write(f"{len(rows)} wait for a second person.")

    def _ask(self, *, file: str, note: str, by: str, **_options: Any) -> None:
        request = publishing.ask(by=person_of(by), text=text_of(file), note=note)
        self.stdout.write(
            f"{_name(request)} waits. Another admin: `manage.py publishing approve {_name(request)} --by PERSON`."
        )

    def _decide(self, verb: str, *, version: str, by: str, reason: str = "", **_options: Any) -> None:
        person, request = person_of(by), _request(version)
        if verb == "approve":
            publishing.approve(by=person, request=request)
        elif verb == "decline":
            publishing.decline(by=person, request=request, reason=reason)
        else:
            publishing.withdraw(by=person, request=request)
        done = {"approve": "is in force", "decline": "was declined", "withdraw": "was taken back"}
        self.stdout.write(f"{version} {done[verb]}.")


def _name(request: PublishRequest) -> str:
    return f"{request.version.badge.slug}/{request.version.number}"


def _request(text: str) -> PublishRequest:
    """The newest request about `badge/number`; one that was decided is refused by the action."""
    slug, _, number = text.replace("\0", "?").partition("/")
    rows = PublishRequest.objects.filter(version__badge__slug=slug)
    request = rows.filter(version__number=number).order_by("-asked_at", "-id").first() if _is_number(number) else None
    if request is None:
        raise bad_input(f"Nobody asked for “{text}”: `manage.py publishing list` names what waits, as badge/number.")
    return request


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9
