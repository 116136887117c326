"""Whom to become in a trial, and the badges beside the door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from recognition.models import Badge, Person, RoleGrant

# Filled by whoever brings invented people: person key -> a line on what to look at, the first one first.
casts: list[Callable[[], Mapping[str, str]]] = []


@dataclass(frozen=True)
class Suggested:
    """A person worth looking through the eyes of, with a line on who they are."""

    person: Person
    line: str


def suggested(limit: int = 6) -> list[Suggested]:
    """The cast of an invented company where there is one, else people found by what they are."""
    return _cast() or _found(limit)


def _cast() -> list[Suggested]:
    lines = {key: line for cast in casts for key, line in cast().items()}
    people = Person.objects.active().human().filter(key__in=lines).select_related("team").in_bulk(field_name="key")
    return [Suggested(people[key], line) for key, line in lines.items() if key in people]


def _found(limit: int) -> list[Suggested]:
    """People with a role first, then the most widely recognised, a manager and the newest. Five queries."""
    found: dict[int, Suggested] = {}
    people = Person.objects.active().human().select_related("team")
    for grant in RoleGrant.objects.filter(person__in=people).select_related("person__team", "badge")[:3]:
        of = grant.badge.shown_name if grant.badge else ""
        line = _("Steward of %(badge)s") % {"badge": of} if of else grant.get_role_display().capitalize()
        found.setdefault(grant.person_id, Suggested(grant.person, line))
    held = Count("awards", filter=Q(awards__status="active", awards__hidden=False))
    for person in people.annotate(held=held).filter(held__gt=0).order_by("-held", "key")[:2]:
        found.setdefault(person.pk, Suggested(person, _("Has earned several badges")))
    for person in people.annotate(led=Count("reports")).filter(led__gt=0).order_by("-led", "key")[:1]:
        found.setdefault(person.pk, Suggested(person, _("Leads a team")))
    for person in people.exclude(started_on=None).order_by("-started_on", "key")[:1]:
        found.setdefault(person.pk, Suggested(person, _("The newest colleague")))
    for person in people[:limit]:
        found.setdefault(person.pk, Suggested(person, person.title or _("Colleague")))
    return list(found.values())[:limit]


def parade(limit: int = 12) -> list[Badge]:
    """A few badges for the door, without a word about anybody."""
    return list(Badge.objects.filter(state=Badge.State.LIVE).order_by("id")[:limit])
