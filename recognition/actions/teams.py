"""Teams: add."""

from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.refusals import require
from recognition.models import Team


@transaction.atomic
def add(*, by: By, key: str, name: str, parent: Team | None = None) -> Team:
    """A new node of the organisation tree. Its parent is fixed from now on (see `Team`)."""
    allowed = isinstance(by, System) or permissions.may_manage_people(by)
    require(allowed, _("Only program admins can change the organisation."))
    team = Team(key=key, name=name.strip(), parent=parent)
    team.clean_fields(exclude={"parent"})
    team.validate_unique()
    team.save(force_insert=True)
    announce(team, by=by, verb="team.add", key=key, data={"name": team.name, "parent": parent.key if parent else None})
    return team
