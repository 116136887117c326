"""manage.py roles grant|end|list: for operators, who name the first program admin."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from recognition.actions import roles
from recognition.actions.actors import System
from recognition.models import Badge, Person, Role, RoleGrant

OPERATOR = System("command")


class Command(BaseCommand):
    help = "Grant, end or list roles, as the system."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb in ("grant", "end"):
            one = verbs.add_parser(verb)
            one.add_argument("person", metavar="PERSON", help="directory id")
            one.add_argument("role", choices=Role.values, metavar="ROLE", help=", ".join(Role.values))
            one.add_argument("--badge", metavar="SLUG", help="of a steward: the badge")
            one.add_argument("--area", default="", help="of a verifier: the area of outcomes; empty: all")
        listing = verbs.add_parser("list")
        listing.add_argument("person", metavar="PERSON", nargs="?", help="directory id; empty: everybody")

    def handle(self, *, verb: str, person: str | None, **options: Any) -> None:
        if verb == "list":
            self._list(person)
            return
        role, area = options["role"], options["area"]
        whom = _person(person or "")
        badge = _badge(options["badge"])
        try:
            if verb == "grant":
                roles.grant(by=OPERATOR, person=whom, role=role, badge=badge, area=area)
            else:
                roles.end(by=OPERATOR, grant=_grant(whom, role, badge, area))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        self.stdout.write(f"{whom.key}: {role} {'granted' if verb == 'grant' else 'ended'}")

    def _list(self, person: str | None) -> None:
        grants = RoleGrant.objects.select_related("person", "badge").order_by("person__key", "role")
        if person is not None:
            grants = grants.filter(person=_person(person))
        for grant in grants:
            scope = grant.badge.slug if grant.badge else grant.area
            self.stdout.write(" ".join(filter(None, (grant.person.key, grant.role, scope))))


def _person(key: str) -> Person:
    person = Person.objects.filter(key=key).first()
    if person is None:
        raise CommandError(f"There is no person {key!a}: give the directory id.", returncode=2)
    return person


def _badge(slug: str | None) -> Badge | None:
    if slug is None:
        return None
    badge = Badge.objects.filter(slug=slug).first()
    if badge is None:
        raise CommandError(f"There is no badge {slug!a}.", returncode=2)
    return badge


def _grant(person: Person, role: str, badge: Badge | None, area: str) -> RoleGrant:
    grant = RoleGrant.objects.filter(person=person, role=role, badge=badge, area=area).first()
    if grant is None:
        raise CommandError(f"{person.key} does not have this role: see `roles list {person.key}`.", returncode=2)
    return grant
