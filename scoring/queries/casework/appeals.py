"""Appeals that a reader may see."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from recognition.models import Person
from scoring import permissions
from scoring.models import Appeal
from scoring.patterns.private_findings import ABOUT_USAGE

# Of one's own on one's own page; the rest is kept and told by the API.
MOST_OWN = 12


def visible_to(reader: Person) -> QuerySet[Appeal]:
    """One's own; for reviewers and auditors all besides those of people they manage. One statement to ask.

    Those about somebody's use of tools only while they wait: afterwards they are the person's alone again (ADR 18).
    """
    rows = Appeal.objects.select_related("person__team", "badge", "decided_by")
    if permissions.may_see_cases(reader):
        over = ~Q(state=Appeal.State.OPEN) & Q(code__in=ABOUT_USAGE)
        managed = Q(person__manager__isnull=False) & Q(person__manager=reader)
        return rows.filter(Q(person=reader) | ~(over | managed))
    return rows.filter(person=reader)


def of_others(reader: Person) -> QuerySet[Appeal]:
    """What a reviewer works on: never the own."""
    return visible_to(reader).exclude(person=reader)


def counts_of(reader: Person) -> dict[str, int]:
    """How many of others in each state. One statement besides the reader's roles."""
    counted = dict(of_others(reader).order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in Appeal.State.values}


def appeals_of(person: Person) -> list[Appeal]:
    """The person's latest own, with what came of them. One statement."""
    return list(Appeal.objects.filter(person=person).select_related("badge")[:MOST_OWN])
