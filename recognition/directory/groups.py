"""Groups, as the directory creates, changes and deletes them. Each function is one transaction, and audited:
what a group lets people do is decided elsewhere, and who came into it must be found again.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import audit, roles_from_groups
from recognition.actions.refusals import refusal, require_plain
from recognition.directory import teams
from recognition.directory.references import users_named
from recognition.directory.told import BY, LONGEST_NAME, ToldGroup, ToldMember
from recognition.directory.users import touch
from recognition.models import DirectoryGroup, DirectoryMembership

ROWS_AT_ONCE = 1000
NAMED_IN_AUDIT = 200  # people; more of them are counted


@transaction.atomic
def create(told: ToldGroup) -> DirectoryGroup:
    """A new group; with its team, where its name is one of a team.

    Raises:
        ValidationError: what was told cannot be kept.
    """
    _check(told)
    now = timezone.now()
    group = DirectoryGroup(created_at=now, changed_at=now, **_columns(told))
    group.save(force_insert=True)
    _record("directory_group.add", group, [], [])
    teams.bring_team(group)
    _take_members(group, told.members)
    return group


@transaction.atomic
def change(group: DirectoryGroup, told: ToldGroup) -> DirectoryGroup:
    """`told` is the whole group as it is now. The row is locked by the caller."""
    _check(told)
    was, renamed = group.display_name, group.display_name != told.display_name
    held_roles = _held_roles(group)
    for column, value in _columns(told).items():
        setattr(group, column, value)
    group.save()
    touch(group)
    if renamed:
        _record("directory_group.change", group, [], [])
        teams.bring_team(group)
    _take_members(group, told.members)
    roles_from_groups.leave(by=BY, group=was, person_ids=held_roles)
    return group


@transaction.atomic
def delete(group: DirectoryGroup) -> None:
    """Gone from the directory. Its team is left, and closed when nobody else is in it; what happened there stays."""
    _record("directory_group.end", group, [], _persons(list(group.memberships.select_related("user__person"))))
    teams.leave_team(group)
    was, held_roles = group.display_name, _held_roles(group)
    group.delete()
    roles_from_groups.leave(by=BY, group=was, person_ids=held_roles)


def _held_roles(group: DirectoryGroup) -> list[int]:
    """Who may have a role because of this group; nobody where it means none."""
    if not roles_from_groups.means_a_role(group.display_name):
        return []
    return list(group.memberships.filter(user__isnull=False).values_list("user__person_id", flat=True))


def _take_members(group: DirectoryGroup, told: Sequence[ToldMember]) -> None:
    """Bring the members to those told. Who stays keeps their place: a later team counts more than an earlier one."""
    stored = list(group.memberships.select_related("user__person"))
    by_value = {membership.value: membership for membership in stored}
    by_value |= {membership.user.scim_id: membership for membership in stored if membership.user is not None}
    users = users_named({member.value for member in told if member.value not in by_value})
    by_user = {membership.user_id: membership for membership in stored if membership.user_id is not None}
    kept: set[int] = set()
    new: dict[str, DirectoryMembership] = {}
    taken: set[int] = set()
    for member in told:
        user = users.get(member.value)
        known = by_value.get(member.value) or (by_user.get(user.pk) if user is not None else None)
        if known is not None:
            kept.add(known.pk)
        elif user is None or user.pk not in taken:
            taken |= {user.pk} if user is not None else set()
            new.setdefault(member.value, DirectoryMembership(
                group=group, value=member.value, user=user, told=dict(member.resource)
            ))  # fmt: skip
    gone = [membership for membership in stored if membership.pk not in kept]
    DirectoryMembership.objects.filter(pk__in=[membership.pk for membership in gone]).delete()
    added = DirectoryMembership.objects.bulk_create(new.values(), batch_size=ROWS_AT_ONCE)
    came, went = _persons(added), _persons(gone)
    if came or went:
        _record("directory_group.change", group, came, went)
    if group.team is not None:
        teams.refresh({pk for pk, _key in came + went}, left=group.team if went else None)


def _persons(memberships: Sequence[DirectoryMembership]) -> list[tuple[int, str]]:
    users = [membership.user for membership in memberships if membership.user is not None]
    return sorted((user.person_id, user.person.key) for user in users)


def _columns(told: ToldGroup) -> dict[str, object]:
    return {
        "display_name": told.display_name, "name": told.name, "external_id": told.external_id,
        "told": dict(told.resource),
    }  # fmt: skip


def _check(told: ToldGroup) -> None:
    require_plain(told.display_name, field="displayName")
    values = [told.display_name, told.name, told.external_id, *(member.value for member in told.members)]
    if any(len(value) > LONGEST_NAME for value in values):
        raise refusal(_("At most %(most)d characters."), code="max_length", field="displayName", most=LONGEST_NAME)
    if not told.display_name.strip():
        raise refusal(_("A group needs a name."), code="required", field="displayName")


def _record(verb: str, group: DirectoryGroup, came: list[tuple[int, str]], went: list[tuple[int, str]]) -> None:
    data = {
        "name": group.display_name, "came": [key for _pk, key in came][:NAMED_IN_AUDIT], "came_count": len(came),
        "went": [key for _pk, key in went][:NAMED_IN_AUDIT], "went_count": len(went),
    }  # fmt: skip
    audit.record(by=BY, verb=verb, object_kind="directorygroup", object_key=group.scim_id, data=data)
