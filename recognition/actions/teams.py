"""Teams: add, name, place, lead, close."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.open_teams import require_open
from recognition.actions.refusals import refusal, require
from recognition.models import Contribution, Nomination, Person, Team, Thanks, Verification


@transaction.atomic
def add(*, by: By, key: str, name: str, parent: Team | None = None, lead: Person | None = None) -> Team:
    """A new node of the organisation tree. Its parent is fixed from its first fact on (see `Team`)."""
    _require_admin(by)
    team = Team(key=key, name=name.strip(), parent=parent, lead=lead)
    team.clean_fields(exclude={"parent", "lead"})
    team.validate_unique()
    require_open(parent, field="parent")
    _check_lead(lead)
    team.save(force_insert=True)
    data = {"name": team.name, "parent": parent.key if parent else None}
    announce(team, by=by, verb="team.add", key=key, data=data | ({"lead": lead.key} if lead else {}))
    return team


@transaction.atomic
def change(*, by: By, team: Team, name: str, parent: Team | None, lead: Person | None) -> Team:
    """Another name, parent or lead; what is as before stays out of the audit.

    Raises:
        ValidationError: on `parent`, where facts name the team or the tree would close into a ring.
    """
    _require_admin(by)
    team = Team.objects.select_for_update(of=("self",)).select_related("parent", "lead").get(pk=team.pk)
    before = _said(team)
    if parent != team.parent:
        _check_parent(team, parent)
    if lead != team.lead:
        _check_lead(lead)
    team.name, team.parent, team.lead = name.strip(), parent, lead
    team.clean_fields(exclude={"parent", "lead"})
    after = _said(team)
    changed = [field for field in after if before[field] != after[field]]
    if changed:
        team.save(update_fields=changed)
        data = {"before": {f: before[f] for f in changed}, "after": {f: after[f] for f in changed}}
        announce(team, by=by, verb="team.change", key=team.key, data=data)
    return team


@transaction.atomic
def close(*, by: By, team: Team, on: date) -> Team:
    """Nobody joins it any more, from now on; it stands until `on`. What happened in it stays its own."""
    _require_admin(by)
    team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    if team.closed_on is not None:
        raise refusal(_("This team is closed already."), code="closed")
    members = Person.objects.active().filter(team=team).count()
    if members:
        raise refusal(
            ngettext(
                "%(members)d person is still in this team: move them first.",
                "%(members)d people are still in this team: move them first.",
                members,
            ),
            code="members", members=members,
        )  # fmt: skip
    if team.children.exclude(closed_on__lte=on).exists():
        raise refusal(_("There are open teams below this one: close them first."), code="children")
    team.closed_on = on
    team.save(update_fields=["closed_on"])
    announce(team, by=by, verb="team.close", key=team.key, data={"on": on})
    return team


def named_by_facts(team: Team) -> bool:
    """Whether its place in the tree is fixed. At most seven statements, each of which ends at the first row."""
    return (
        Nomination.objects.filter(nominator_team=team).exists()
        or Nomination.objects.filter(nominee_team=team).exists()
        or Thanks.objects.filter(giver_team=team).exists()
        or Thanks.objects.filter(receiver_team=team).exists()
        or Contribution.objects.filter(team=team).exists()
        or Verification.objects.filter(verifier_team=team).exists()
        or team.children.exists()
    )


def _require_admin(by: By) -> None:
    allowed = isinstance(by, System) or permissions.may_manage_people(by)
    require(allowed, _("Only program admins can change the organisation."))


def _said(team: Team) -> dict[str, str | None]:
    return {
        "name": team.name,
        "parent": team.parent.key if team.parent else None,
        "lead": team.lead.key if team.lead else None,
    }


def _check_parent(team: Team, parent: Team | None) -> None:
    if named_by_facts(team):
        raise refusal(
            _("Recognition and work are kept under this team where it stands. Close it, and begin a new one there."),
            code="parent_fixed", field="parent",
        )  # fmt: skip
    above = parent
    while above is not None:
        if above.pk == team.pk:
            raise refusal(_("A team cannot stand under itself."), code="cycle", field="parent")
        above = above.parent
    require_open(parent, field="parent")


def _check_lead(lead: Person | None) -> None:
    if lead is not None and not permissions.takes_part(lead):
        raise refusal(_("Only somebody who works here can lead a team."), code="lead", field="lead")
