"""Appeals that a reader may see."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When

from recognition.models import Award, AwardChange, Person
from scoring import permissions
from scoring.models import Appeal, Ruling
from scoring.patterns.acting_findings import holding
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


def with_own_part(rows: QuerySet[Appeal], reader: Person) -> QuerySet[Appeal]:
    """`ruled_before`: the reader ruled on what the appeal contests, so that somebody else has to decide it."""
    return rows.annotate(ruled_before=Case(When(_ruled_by(reader), then=True), default=False))


def left_to(rows: QuerySet[Appeal], reader: Person) -> QuerySet[Appeal]:
    """Those that do not contest what the reader ruled on."""
    return rows.exclude(_ruled_by(reader))


def _ruled_by(reader: Person) -> Q:
    """Read from the people whom findings name and the last step of an award; the action asks more closely."""
    own = Ruling.objects.filter(by=reader).values("finding_key")
    ruled = holding().filter(people=OuterRef("person"), key__in=own).order_by()
    last = AwardChange.objects.filter(award=OuterRef("pk")).order_by("-at", "-id").values("by")[:1]
    ended = (
        Award.objects.filter(person=OuterRef("person"), badge=OuterRef("badge"))
        .filter(status__in=(Award.Status.FROZEN, Award.Status.REVOKED))
        .annotate(last_by=Subquery(last))
        .filter(last_by=reader.pk)
        .order_by()
    )
    # Of a whole decision everything is contested that holds something back.
    of_code = Q(Exists(ruled.filter(code=OuterRef("code"))), against=Appeal.Against.DISCOUNT)
    of_decision = Q(Exists(ruled), against=Appeal.Against.DECISION)
    return of_code | of_decision | Q(Exists(ended), against=Appeal.Against.AWARD)


def counts_of(reader: Person) -> dict[str, int]:
    """How many of others in each state. One statement besides the reader's roles."""
    counted = dict(of_others(reader).order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in Appeal.State.values}


def appeals_of(person: Person) -> list[Appeal]:
    """The person's latest own, with what came of them. One statement."""
    return list(Appeal.objects.filter(person=person).select_related("badge")[:MOST_OWN])


def contested_codes(person: Person) -> dict[str, datetime]:
    """The discounts that the person contests and nobody decided yet, by code, with the day. One statement."""
    waiting = Appeal.objects.filter(person=person, against=Appeal.Against.DISCOUNT, state=Appeal.State.OPEN)
    return dict(waiting.order_by().values_list("code", "at"))
