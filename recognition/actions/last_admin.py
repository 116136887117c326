"""Somebody must always be left who can give roles and undo what was done."""

from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.refusals import refusal
from recognition.models import Person, Role, RoleGrant

# Whoever has the terminal can give the role anew in the same place; the company's directory is far away.
WITHOUT_A_TERMINAL = frozenset({"scim", "sign-in"})


def keep_an_admin(by: By, person: Person) -> None:
    """Refuses what would make the last program admin stop being one. Call it within the transaction that does it.

    Everybody's grants are locked: of two admins who end each other's role at once, the second is refused.
    """
    at_a_terminal = isinstance(by, System) and by.name not in WITHOUT_A_TERMINAL
    if at_a_terminal or not permissions.is_admin(person):
        return
    grants = RoleGrant.objects.select_for_update().filter(role=Role.ADMIN).order_by("pk")
    holders = set(grants.values_list("person_id", flat=True)) - {person.pk}
    if not Person.objects.active().human().filter(pk__in=holders).exists():
        raise refusal(_("This is the last program admin: give the role to somebody else first."), code="last_admin")
