"""Snoozes that a reader may see, and what one can be about."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from recognition.models import Person
from scoring.models import Case, Finding, Snooze
from scoring.patterns.private_findings import for_reviewers

MOST_TO_CHOOSE_FROM = 50  # people of a case


def visible_to(reader: Person) -> QuerySet[Snooze]:
    """All but those about the reader and the reader's reports."""
    managed = Q(person__manager__isnull=False) & Q(person__manager=reader)
    return Snooze.objects.select_related("person__team", "by").filter(~(Q(person=reader) | managed))


def in_force(reader: Person) -> QuerySet[Snooze]:
    """What ends first comes first."""
    return visible_to(reader).filter(ended_at__isnull=True).order_by("until", "id")


def ended(reader: Person) -> QuerySet[Snooze]:
    return visible_to(reader).filter(ended_at__isnull=False).order_by("-ended_at", "-id")


def people_to_snooze(case: Case) -> list[Person]:
    """Whom findings that hold now concern, by name; the first of very many."""
    named = Finding.people.through.objects.filter(finding__case=case, finding__cleared_at__isnull=True)
    people = Person.objects.filter(pk__in=named.values("person_id"))
    return list(people.order_by("display_name", "key")[:MOST_TO_CHOOSE_FROM])


def codes_to_snooze(case: Case) -> list[str]:
    """Of the findings that hold now and that reviewers see."""
    standing = for_reviewers(case.findings.filter(cleared_at__isnull=True))
    return sorted(set(standing.order_by().values_list("code", flat=True)))
