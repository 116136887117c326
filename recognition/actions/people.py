"""People: add, move, leave."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.refusals import refusal, require
from recognition.models import Person, Team, TeamMembership


@transaction.atomic
def add(
    *,
    by: By,
    key: str,
    display_name: str,
    email: str | None = None,
    team: Team | None = None,
    manager: Person | None = None,
    title: str = "",
    location: str = "",
    time_zone: str = "UTC",
    started_on: date | None = None,
    automated: bool = False,
) -> Person:
    """A new person of the directory."""
    _require_admin(by)
    person = Person(
        key=key, display_name=display_name.strip(), email=email or None, team=team, manager=manager, title=title,
        location=location, time_zone=time_zone, started_on=started_on, automated=automated,
    )  # fmt: skip
    person.clean_fields(exclude={"team", "manager"})
    person.validate_unique()
    person.save(force_insert=True)
    if team is not None and started_on is not None:
        TeamMembership.objects.create(person=person, team=team, since=started_on)
    announce(
        person, by=by, verb="person.add", key=key, person_ids={person.pk},
        data={
            "team": team.key if team else None, "manager": manager.key if manager else None,
            "started_on": started_on, "automated": automated,
        },
    )  # fmt: skip
    return person


@transaction.atomic
def move(*, by: By, person: Person, team: Team | None, manager: Person | None, on: date) -> Person:
    """Another team or manager from `on` (first day). What happened before keeps the team of its day."""
    _require_admin(by)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _check_no_cycle(person, manager)
    if team is None or team.pk != person.team_id:
        _keep_history(person, team, on)
    data = {
        "from_team": person.team.key if person.team else None, "team": team.key if team else None,
        "manager": manager.key if manager else None, "on": on,
    }  # fmt: skip
    person.team, person.manager = team, manager
    person.save(update_fields=["team", "manager"])
    announce(person, by=by, verb="person.move", key=person.key, data=data, person_ids={person.pk})
    return person


@transaction.atomic
def leave(*, by: By, person: Person, on: date) -> Person:
    """`on` is the first day on which the person no longer works here. Badges and words stay."""
    _require_admin(by)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.started_on is not None and on < person.started_on:
        raise refusal(_("The last day lies before the first one."), code="before_start", field="on")
    person.left_on = on
    person.save(update_fields=["left_on"])
    announce(person, by=by, verb="person.leave", key=person.key, data={"on": on}, person_ids={person.pk})
    return person


def _require_admin(by: By) -> None:
    allowed = isinstance(by, System) or permissions.may_manage_people(by)
    require(allowed, _("Only program admins can change the directory."))


def _check_no_cycle(person: Person, manager: Person | None) -> None:
    above, seen = manager, set[int]()
    while above is not None and above.pk not in seen:
        if above.pk == person.pk:
            raise refusal(
                _("%(name)s would become their own manager: choose somebody who does not report to them."),
                code="manager_cycle", field="manager", name=person.display_name,
            )  # fmt: skip
        seen.add(above.pk)
        above = above.manager


def _keep_history(person: Person, team: Team | None, on: date) -> None:
    """Close the present membership and open the new one."""
    last = person.memberships.order_by("-since").first()
    if last is not None and last.since > on:
        raise refusal(
            _("A later move, on %(day)s, is already known: choose a day after it."),
            code="earlier_than_last", field="on", day=last.since.isoformat(),
        )  # fmt: skip
    if last is not None and last.since == on:
        last.delete()
    elif last is not None:
        if last.until is None or last.until > on:
            last.until = on
            last.save(update_fields=["until"])
    elif person.team is not None and person.started_on is not None and person.started_on < on:
        TeamMembership.objects.create(person=person, team=person.team, since=person.started_on, until=on)
    if team is not None:
        TeamMembership.objects.create(person=person, team=team, since=on)
