"""Users, as the directory creates, changes and deletes them. Each function is one transaction."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions.refusals import refusal
from recognition.directory import managers, teams
from recognition.directory.persons import bring_to, let_go, person_for
from recognition.directory.references import names_of, waiting_members
from recognition.directory.told import LONGEST_NAME, ToldUser
from recognition.models import DirectoryGroup, DirectoryUser
from recognition.queries.directory_users import living


@transaction.atomic
def create(told: ToldUser) -> DirectoryUser:
    """A new user, and the person they are: one whom we know already, or a new one.

    Raises:
        ValidationError: what was told cannot be kept; with the code `taken` where it is somebody else's.
    """
    _check(told, None)
    now = timezone.now()
    user = DirectoryUser(person=person_for(told), created_at=now, changed_at=now)
    _fill(user, told)
    user.save(force_insert=True)
    bring_to(user.person, told if told.active is not None else replace(told, active=True))
    managers.take_manager(user, told.manager, before="")
    _link_waiting(user)
    return user


@transaction.atomic
def change(user: DirectoryUser, told: ToldUser) -> DirectoryUser:
    """`told` is the whole user as it is now. The row is locked by the caller."""
    _check(told, user)
    names, before = names_of(user), user.manager_named
    _fill(user, told)
    user.version += 1
    user.changed_at = timezone.now()
    user.save()
    bring_to(user.person, told)
    managers.take_manager(user, told.manager, before=before)
    if names_of(user) - names:
        _link_waiting(user)
    return user


@transaction.atomic
def delete(user: DirectoryUser) -> None:
    """Gone from the directory: the person has left, and stays with all that happened.

    The row stays without its words, so that whoever gets this name later is not taken for them.
    """
    let_go(user.person)
    managers.without(user)
    # In its groups the user is gone as well; their versions tell so.
    groups = DirectoryGroup.objects.filter(memberships__user=user)
    for group in groups.distinct():
        touch(group)
    user.memberships.all().delete()
    teams.refresh({user.person_id})
    user.refresh_from_db()
    user.deleted_at, user.told, user.manager_named = timezone.now(), {}, ""
    user.save(update_fields=["deleted_at", "told", "manager_named"])


def touch(group: DirectoryGroup) -> None:
    """The group is another from now on, for whoever compares versions."""
    group.version += 1
    group.changed_at = timezone.now()
    group.save(update_fields=["version", "changed_at"])


def _link_waiting(user: DirectoryUser) -> None:
    managers.link_waiting(user)
    linked = waiting_members(user)
    groups = DirectoryGroup.objects.filter(memberships__in=linked)
    for group in groups.distinct():
        touch(group)
    linked.update(user=user)
    teams.refresh({user.person_id})


def _fill(user: DirectoryUser, told: ToldUser) -> None:
    user.name, user.external_id, user.employee_number = told.name, told.external_id, told.employee_number
    user.told = dict(told.resource)


def _check(told: ToldUser, user: DirectoryUser | None) -> None:
    for name in ("name", "external_id", "employee_number", "manager"):
        if len(getattr(told, name)) > LONGEST_NAME:
            raise refusal(_("At most %(most)d characters."), code="max_length", field=name, most=LONGEST_NAME)
    others = living().filter(name=told.name)
    if (others.exclude(pk=user.pk) if user is not None else others).exists():
        raise refusal(_("There is a user of this name already."), code="taken", field="userName")
