"""Which groups are teams, and the one team of a person. docs/adr/0037 says why so.

A group is a team where its name fits `SCIM_TEAM_GROUPS`. Of several teams that a person is in, the one told last
counts. Moves are dated with the day on which they are told.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from fnmatch import fnmatchcase

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from recognition.actions import people, teams
from recognition.directory.told import BY, free_key, key_from
from recognition.models import DirectoryGroup, DirectoryMembership, Person, Team


def team_name(group_name: str) -> str | None:
    """How the team of this group is called: what the first `*` of the pattern stands for. None: it is no team."""
    for pattern in settings.SCIM_TEAM_GROUPS:
        if fnmatchcase(group_name.lower(), pattern.lower()):
            beginning = pattern.partition("*")[0] if pattern.endswith("*") else ""
            return group_name[len(beginning) :].strip() or group_name
    return None


def bring_team(group: DirectoryGroup) -> None:
    """Begin, rename or end the team of a group, after the group was told of. Saves the group."""
    wanted = team_name(group.display_name)
    team = group.team
    if wanted is None:
        if team is not None:
            leave_team(group)
    elif team is None or team.closed_on is not None:
        group.team = _known(wanted) or _new(wanted)
        group.save(update_fields=["team"])
        refresh(_persons_in(group))
    elif team.name != wanted[:200]:
        teams.change(by=BY, team=team, name=wanted, parent=team.parent, lead=team.lead)


def leave_team(group: DirectoryGroup) -> None:
    """The group is no team any more: its people go to another of theirs, and the team is closed when it is empty."""
    team = group.team
    if team is None:
        return
    persons = _persons_in(group)
    group.team = None
    group.save(update_fields=["team"])
    refresh(persons, left=team)
    close_if_empty(team)


def close_if_empty(team: Team) -> None:
    # Somebody was put in it by hand, or teams stand below it: then it stays open for them.
    with suppress(ValidationError), transaction.atomic():
        teams.close(by=BY, team=team, on=timezone.localdate())


def refresh(person_ids: Iterable[int], *, left: Team | None = None) -> None:
    """Move whoever is not in the team that follows from their groups. `left`: one that they were in until now."""
    ids = set(person_ids)
    wanted: dict[int, Team] = {}
    memberships = DirectoryMembership.objects.filter(
        user__person__in=ids, user__deleted_at=None, group__team__closed_on__isnull=True, group__team__isnull=False
    ).select_related("group__team", "user")
    for membership in memberships.order_by("pk"):
        assert membership.user is not None  # the filter says so
        assert membership.group.team is not None
        wanted[membership.user.person_id] = membership.group.team
    told = Team.objects.filter(directory_group__isnull=False).values_list("pk", flat=True)
    lost = {left.pk} if left is not None else set()
    for person in Person.objects.filter(pk__in=ids).select_related("team", "manager").order_by("pk"):
        team = wanted.get(person.pk)
        if team is None and person.team_id not in lost | set(told):
            continue  # a team that the directory knows nothing of
        if person.team_id != (team.pk if team else None):
            _move(person, team)


def _move(person: Person, team: Team | None) -> None:
    last = person.memberships.order_by("-since").first()
    # A move that is known for a later day is overtaken by the directory's word, not before that day.
    on = max(timezone.localdate(), last.since) if last is not None else timezone.localdate()
    people.move(by=BY, person=person, team=team, manager=person.manager, on=on)


def _persons_in(group: DirectoryGroup) -> set[int]:
    users = group.memberships.filter(user__isnull=False, user__deleted_at=None)
    return set(users.values_list("user__person_id", flat=True))


def _known(name: str) -> Team | None:
    """An open team of this name or id that no other group is."""
    free = Team.objects.filter(closed_on__isnull=True, directory_group__isnull=True)
    return (
        free.filter(key__iexact=key_from(name)).order_by("pk").first()
        or free.filter(name__iexact=name).order_by("pk").first()
    )


def _new(name: str) -> Team:
    wanted = key_from(name) or "team"
    taken = {key.lower() for key in Team.objects.filter(key__istartswith=wanted).values_list("key", flat=True)}
    return teams.add(by=BY, key=free_key(wanted, taken), name=name)
