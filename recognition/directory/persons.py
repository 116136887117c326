"""Which person a told user is, and bringing the person's entry to what was told."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import leaving, people, roles_from_groups
from recognition.actions.refusals import refusal
from recognition.directory.told import BY, ToldUser, free_key, key_from
from recognition.models import DirectoryUser, Person


def person_for(told: ToldUser) -> Person:
    """Somebody whom we know already, by employee number, id or e-mail address; else a new person.

    Who was another user before, with another external id, is somebody else: names and addresses are given out
    again, and a newcomer must not come into the badges of somebody who left. The employee number is for life.
    """
    return _known(told) or _new(told)


def bring_to(person: Person, told: ToldUser) -> None:
    """Words, login and last day as told. What the directory does not speak of (place, first day) stays."""
    _free_addresses(person, told)
    people.describe(
        by=BY, person=person, display_name=told.display_name, email=told.email, title=told.title,
        location=person.location, time_zone=told.known_zone or person.time_zone, started_on=person.started_on,
    )  # fmt: skip
    if told.active is not None:
        (let_back if told.active else let_go)(person)


def let_go(person: Person) -> None:
    """From today they no longer work here, and hold no role by a group. Facts, badges and words stay."""
    person.refresh_from_db()
    if person.is_active:
        today = timezone.localdate()
        people.leave(by=BY, person=person, on=max(today, person.started_on or today))
    leaving.shut_out(by=BY, person=person)
    roles_from_groups.leave_all(by=BY, person=person)


def let_back(person: Person) -> None:
    person.refresh_from_db()
    if not person.is_active:
        people.come_back(by=BY, person=person)
    leaving.let_in(by=BY, person=person)


def _known(told: ToldUser) -> Person | None:
    if told.employee_number:
        by_number = _free(Person.objects.filter(key__iexact=told.employee_number).order_by("pk").first())
        if by_number is None:
            former = DirectoryUser.objects.filter(employee_number=told.employee_number, deleted_at__isnull=False)
            by_number = _free(_person_of(former.order_by("-deleted_at").first()))
        if by_number is not None:
            return by_number
    if told.external_id:
        former = DirectoryUser.objects.filter(external_id=told.external_id, deleted_at__isnull=False)
        if (again := _free(_person_of(former.order_by("-deleted_at").first()))) is not None:
            return again
    return _same(told, Person.objects.filter(key__iexact=told.user_name).order_by("pk").first()) or next(
        filter(None, (_same(told, _at(address)) for address in _addresses(told))), None
    )


def _addresses(told: ToldUser) -> Iterator[str]:
    """By which somebody is known: the one that the company writes to, then a user name that is one.

    Not the others: identity providers let people enter a second address of their own, and it would be anybody's.
    """
    yield from (address for address in (told.email or "", told.user_name) if "@" in address)


def _person_of(user: DirectoryUser | None) -> Person | None:
    return user.person if user is not None else None


def _free(person: Person | None) -> Person | None:
    """Nobody else of the directory is this person now."""
    if person is None or person.directory_users.filter(deleted_at=None).exists():
        return None
    return person


def _same(told: ToldUser, person: Person | None) -> Person | None:
    if (person := _free(person)) is None:
        return None
    ids = person.directory_users.exclude(external_id="").values_list("external_id", flat=True)
    numbers = person.directory_users.exclude(employee_number="").values_list("employee_number", flat=True)
    other = (told.external_id and set(ids) - {told.external_id}) or (
        told.employee_number and set(numbers) - {told.employee_number}
    )
    return None if other else person


def _at(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email).order_by("pk").first()


def _new(told: ToldUser) -> Person:
    wanted = key_from(told.user_name) or "person"
    taken = {key.lower() for key in Person.objects.filter(key__istartswith=wanted).values_list("key", flat=True)}
    _free_addresses(None, told)
    return people.add(
        by=BY, key=free_key(wanted, taken), display_name=told.display_name, email=told.email, title=told.title,
        time_zone=told.known_zone or "UTC",
    )  # fmt: skip


def _free_addresses(person: Person | None, told: ToldUser) -> None:
    """An address of somebody who left goes to whom the company gives it now; that of a colleague does not."""
    if told.email is None:
        return
    holders = Person.objects.filter(Q(email__iexact=told.email))
    for holder in holders.exclude(pk=person.pk) if person is not None else holders:
        if holder.is_active:
            raise refusal(
                _("The e-mail address %(email)s belongs to %(key)s already: give one of them another."),
                code="taken", field="emails", email=told.email, key=holder.key,
            )  # fmt: skip
        people.describe(
            by=BY, person=holder, display_name=holder.display_name, email=None, title=holder.title,
            location=holder.location, time_zone=holder.time_zone, started_on=holder.started_on,
        )  # fmt: skip
