"""Roles: grant and end."""

from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.last_admin import keep_an_admin
from recognition.actions.refusals import refusal, require, require_plain
from recognition.models import Badge, Person, Role, RoleGrant


@transaction.atomic
def grant(*, by: By, person: Person, role: str, badge: Badge | None = None, area: str = "") -> RoleGrant:
    """Give a role: a steward's is for one badge, a verifier's for one area (empty: all areas)."""
    allowed = isinstance(by, System) or permissions.may_grant_role(by, person)
    require(allowed, _("Only program admins can give roles, and nobody to themselves."))
    if role not in Role.values:
        raise refusal(_("There is no role “%(role)s”: choose one of %(known)s."), code="unknown_role", field="role",
                      role=role, known=", ".join(Role.values))  # fmt: skip
    if (role == Role.STEWARD) != (badge is not None):
        raise refusal(_("A steward's role names a badge, other roles name none."), code="badge", field="badge")
    if area and role != Role.VERIFIER:
        raise refusal(_("Only a verifier's role names an area."), code="area", field="area")
    require_plain(area, field="area")
    if not permissions.takes_part(person):
        raise refusal(_("Only people who work here can hold a role."), code="not_active", field="person")
    granted, created = RoleGrant.objects.get_or_create(person=person, role=role, badge=badge, area=area)
    if not created:
        raise refusal(_("%(name)s already has this role."), code="already_granted", name=person.display_name)
    announce(granted, by=by, verb="role.grant", key=person.key, data=_said(granted))
    return granted


@transaction.atomic
def end(*, by: By, grant: RoleGrant) -> None:
    """Take a role away; the audit keeps that it was held."""
    allowed = isinstance(by, System) or permissions.may_end_role(by, grant)
    require(allowed, _("Only program admins can end roles."))
    if grant.role == Role.ADMIN:
        keep_an_admin(by, grant.person)
    announce(grant, by=by, verb="role.end", key=grant.person.key, data=_said(grant))
    grant.delete()


def _said(grant: RoleGrant) -> dict[str, str | None]:
    return {"role": grant.role, "badge": grant.badge.slug if grant.badge else None, "area": grant.area}
