"""Managers, told in any order: linked when both are there, and never in a ring.

Each user names at most one manager, so what was told is a graph in which one walks up. Whoever stands on a ring of it
has no manager here, and waits on the page of the directory; everybody else has the one that was told. That hangs on
what was told alone, so the order in which it came does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.utils import timezone

from recognition.actions import people
from recognition.directory.references import user_named, waiting_for_manager
from recognition.directory.told import BY
from recognition.models import DirectoryUser, Person


def take_manager(user: DirectoryUser, told: str, *, before: str) -> None:
    """`told`: the value that names the manager now, `before`: the one that did. Saves the user."""
    if told == before and (user.manager_id is not None or not told):
        return
    touched = _above(user)
    user.manager_named = told
    user.manager = user_named(told) if told else None
    user.save(update_fields=["manager_named", "manager"])
    touched |= _above(user)
    _link(touched | {user.pk}, unlink={user.pk} if before else set())


def link_waiting(user: DirectoryUser) -> None:
    """Somebody new is there, or is known by another name: who was waiting for them has a manager."""
    waiting = list(waiting_for_manager(user))
    for report in waiting:
        report.manager = user
        report.save(update_fields=["manager"])
    for report in waiting:
        _link(_above(report) | {report.pk})


def without(user: DirectoryUser) -> None:
    """The user is gone: who names them waits, and rings through them are open."""
    touched = _above(user)
    reports = list(DirectoryUser.objects.filter(manager=user, deleted_at=None).values_list("pk", flat=True))
    DirectoryUser.objects.filter(manager=user).update(manager=None)
    DirectoryUser.objects.filter(pk=user.pk).update(manager=None)
    _link((touched | set(reports)) - {user.pk}, unlink=set(reports))


def _above(user: DirectoryUser) -> set[int]:
    """Everybody whom one meets walking up; all of a ring that one walks into."""
    met: set[int] = set()
    above = user.manager_id
    while above is not None and above not in met:
        met.add(above)
        above = DirectoryUser.objects.values_list("manager_id", flat=True).get(pk=above)
    return met


def _link(pks: Iterable[int], *, unlink: Iterable[int] = ()) -> None:
    """Give these their manager. `unlink`: who was told of one before and may have lost them."""
    users = DirectoryUser.objects.filter(pk__in=set(pks)).select_related("person__manager", "manager__person")
    emptied = set(unlink)
    wanted: list[tuple[Person, Person | None]] = []
    for user in users.order_by("pk"):
        if user.manager is None:
            if user.pk in emptied:
                wanted.append((user.person, None))
        else:
            wanted.append((user.person, None if user.pk in _above(user) else user.manager.person))
    # First who loses one: a manager is refused who would close a ring with one that is about to go.
    changes = [(person, to) for person, to in wanted if person.manager_id != (to.pk if to else None)]
    for person, _to in changes:
        if person.manager_id is not None:
            _give(person, None)
    for person, to in changes:
        if to is not None:
            # A ring with a manager who was set by hand: the person waits, as for one that was told.
            with suppress(ValidationError):
                _give(person, to)


def _give(person: Person, manager: Person | None) -> None:
    person.refresh_from_db(fields=["team", "manager"])
    people.move(by=BY, person=person, team=person.team, manager=manager, on=timezone.localdate())
