"""People: add, describe, move, leave, come back, mark as automated."""

from datetime import date
from zoneinfo import available_timezones

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import roles_from_groups
from recognition.actions.actors import By, System
from recognition.actions.announce import announce
from recognition.actions.last_admin import keep_an_admin
from recognition.actions.open_teams import require_open
from recognition.actions.refusals import refusal, require
from recognition.models import Person, Team, TeamMembership

_WORDS = ("display_name", "email", "title", "location", "time_zone", "started_on")


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
    require_open(team, field="team")
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
    person = _locked(person)
    _check_no_cycle(person, manager)
    if team is None or team.pk != person.team_id:
        require_open(team, field="team")
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
def describe(
    *,
    by: By,
    person: Person,
    display_name: str,
    email: str | None = None,
    title: str = "",
    location: str = "",
    time_zone: str = "UTC",
    started_on: date | None = None,
) -> Person:
    """Other words for the same person, or another first day. Team and manager change by `move`, with a date."""
    _require_admin(by)
    person = _locked(person)
    before = {name: getattr(person, name) for name in _WORDS}
    person.display_name, person.email, person.title = display_name.strip(), email or None, title.strip()
    person.location, person.time_zone, person.started_on = location.strip(), time_zone, started_on
    person.clean_fields(exclude={"team", "manager"})
    person.validate_unique()
    _check_days(person)
    after = {name: getattr(person, name) for name in _WORDS}
    changed = [name for name in _WORDS if before[name] != after[name]]
    if not changed:
        return person
    if before["started_on"] != started_on:
        _move_first_day(person, before["started_on"])
    person.save(update_fields=[*_WORDS, "search_text"])
    # Tenure is all that a rule reads of these.
    touched = {person.pk} if "started_on" in changed else set[int]()
    # Which words, and not which: the audit outlives an erasure.
    data: dict[str, object] = {"changed": changed}
    if "started_on" in changed:
        data |= {"started_on": started_on, "started_on_before": before["started_on"]}
    announce(person, by=by, verb="person.describe", key=person.key, data=data, person_ids=touched)
    return person


@transaction.atomic
def leave(*, by: By, person: Person, on: date) -> Person:
    """`on` is the first day on which the person no longer works here. Badges and words stay.

    Roles by groups go where that day has come; until it comes they are needed.
    """
    _require_admin(by)
    person = _locked(person)
    if person.started_on is not None and on < person.started_on:
        raise refusal(_("The last day lies before the first one."), code="before_start", field="on")
    keep_an_admin(by, person)
    person.left_on = on
    person.save(update_fields=["left_on"])
    announce(person, by=by, verb="person.leave", key=person.key, data={"on": on}, person_ids={person.pk})
    if on <= timezone.localdate():
        roles_from_groups.leave_all(by=by, person=person)
    return person


@transaction.atomic
def come_back(*, by: By, person: Person) -> Person:
    """They work here after all, or again: the last day is taken away.

    Who was gone has no role by a group before the groups are asked again, at the next sign-in.
    """
    _require_admin(by)
    person = _locked(person)
    if person.left_on is None:
        raise refusal(_("%(name)s has no last day."), code="not_left", name=person.display_name)
    data = {"left_on": person.left_on}
    if not person.is_active:
        # While they are away, so that nobody counts them among the admins: the last day came by itself or by an import.
        roles_from_groups.leave_all(by=by, person=person)
    person.left_on = None
    person.save(update_fields=["left_on"])
    announce(person, by=by, verb="person.come_back", key=person.key, data=data, person_ids={person.pk})
    return person


@transaction.atomic
def set_automated(*, by: By, person: Person, automated: bool) -> Person:
    """A bot neither gives nor receives: every fact with it counts otherwise from now on."""
    _require_admin(by)
    person = _locked(person)
    if person.automated == automated:
        return person
    keep_an_admin(by, person)
    person.automated = automated
    person.save(update_fields=["automated"])
    # It moves credit, ties and attention of all who were in a fact with it. Everybody is simpler than the exact
    # circle, happens once in a while, and is never one too few; an import does the same.
    everybody = set(Person.objects.values_list("pk", flat=True))
    announce(person, by=by, verb="person.set_automated", key=person.key, data={"automated": automated},
             person_ids=everybody)  # fmt: skip
    return person


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _check_days(person: Person) -> None:
    if person.time_zone not in available_timezones():
        raise refusal(_("There is no such time zone: write it like Europe/Lisbon."), code="zone", field="time_zone")
    if person.left_on is not None and person.started_on is not None and person.left_on < person.started_on:
        raise refusal(_("The first day lies after the last one."), code="after_end", field="started_on")


def _move_first_day(person: Person, before: date | None) -> None:
    """The first team was theirs from the first day on: it begins with the new one."""
    first = person.memberships.order_by("since").first()
    if first is None or person.started_on is None or first.since != before:
        return
    if first.until is not None and first.until <= person.started_on:
        raise refusal(
            _("They changed teams on %(day)s already: choose a day before it."),
            code="after_move", field="started_on", day=date_format(first.until),
        )  # fmt: skip
    first.since = person.started_on
    first.save(update_fields=["since"])


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
            code="earlier_than_last", field="on", day=date_format(last.since),
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
