"""Roles that follow the groups of the company's directory. Those given by hand stay as they are."""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.last_admin import keep_an_admin
from recognition.models import Person, Role, RoleGrant
from recognition.queries.directory_groups import groups_of

log = logging.getLogger(__name__)


@transaction.atomic
def follow(*, by: System, person: Person, groups: Collection[str]) -> tuple[list[str], list[str]]:
    """Give what the person's groups mean (`ROLE_GROUPS`), take what they mean no longer: (given, taken).

    The last program admin keeps the role although the groups say otherwise: somebody must be left who can mend them.
    """
    mapped: dict[str, frozenset[str]] = settings.SIGN_IN.role_groups
    wanted = {role for role, names in mapped.items() if names & set(groups)}
    held = RoleGrant.objects.select_for_update(of=("self",)).filter(person=person, badge=None, area="").order_by("pk")
    by_role = {grant.role: grant for grant in held}
    given = sorted(wanted - by_role.keys())
    for role in given:
        grant = RoleGrant.objects.create(person=person, role=role, from_groups=True)
        announce(grant, by=by, verb="role.grant", key=person.key, data=_said(role))
    taken = []
    for role in sorted(role for role, grant in by_role.items() if grant.from_groups and role not in wanted):
        if _take(by, person, by_role[role]):
            taken.append(role)
    return given, taken


def means_a_role(group: str) -> bool:
    return any(group in names for names in settings.SIGN_IN.role_groups.values())


@transaction.atomic
def leave(*, by: System, group: str, person_ids: Collection[int]) -> None:
    """Take what this group of the directory gave to whoever is in no other one that gives it.

    At once, since a session or a token may last for long after the last sign-in. What groups give is given at the
    next sign-in, also where the account alone says so.
    """
    mapped: dict[str, frozenset[str]] = settings.SIGN_IN.role_groups
    roles = [role for role, names in mapped.items() if group in names]
    grants = RoleGrant.objects.select_for_update(of=("self",)).select_related("person").order_by("pk")
    for grant in grants.filter(person__in=person_ids, role__in=roles, badge=None, area="", from_groups=True):
        if not mapped[grant.role] & groups_of(grant.person):
            _take(by, grant.person, grant)


@transaction.atomic
def leave_all(*, by: By, person: Person) -> None:
    """Of somebody who left: no group gives them anything, although the directory may go on naming them there.

    Who comes back is given them anew at the next sign-in, as the groups are then.
    """
    held = RoleGrant.objects.select_for_update(of=("self",)).filter(person=person, from_groups=True).order_by("pk")
    for grant in held:
        _take(by, person, grant)


def _take(by: By, person: Person, grant: RoleGrant) -> bool:
    try:
        if grant.role == Role.ADMIN:
            keep_an_admin(by, person)
    except ValidationError:
        log.warning("%s is the last program admin, and keeps the role although no group gives it.", person.key)
        return False
    announce(grant, by=by, verb="role.end", key=person.key, data=_said(grant.role))
    grant.delete()
    return True


def _said(role: str) -> dict[str, str | None]:
    return {"role": role, "badge": None, "area": "", "origin": "groups"}
