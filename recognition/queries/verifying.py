"""Outcomes that wait for an independent word, and who may say it. Bounded, however many outcomes there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions.outcomes import require_independent
from recognition.folding import folded
from recognition.models import Contribution, Outcome, PassedOutcome, Person, Reversal, Verification
from recognition.queries.circles import Circle

RECENT = timedelta(days=180)  # who looked on remembers that long
MOST_WAITING = 200  # of one list
MOST_LOOKED_AT = 1_000  # of the newest by colleagues, claimed, and reported: most of the last are confirmed


def waiting_for(person: Person, circle: Circle, areas: Collection[str], *, text: str = "") -> list[int]:
    """Ids of outcomes that this person may confirm, the newest first.

    Work of colleagues in the circle; and in the verifier's `areas` ("" is every area) what was claimed, and the
    latest that sources reported. Two queries, for verifiers four: first the newest of each by an index, then which
    of these few wait.
    """
    since = timezone.now() - RECENT
    shares = Contribution.objects.filter(circle.of("person"), person__automated=False, outcome__at__gte=since)
    near = shares.order_by("-outcome__at", "-outcome_id").values_list("outcome", flat=True)
    found = set(near[:MOST_LOOKED_AT])
    if areas:
        here = Q(at__gte=since) if "" in areas else Q(at__gte=since, area__in=areas)
        newest = Outcome.objects.filter(here).order_by("-at", "-id").values_list("pk", flat=True)
        found.update(newest.filter(claimed_by__isnull=False)[:MOST_LOOKED_AT], newest[:MOST_LOOKED_AT])
    own = Contribution.objects.filter(outcome=OuterRef("pk"), person=person)
    passed = PassedOutcome.objects.filter(outcome=OuterRef("pk"), person=person)
    open_to = _waits(found, text).filter(~Exists(own), ~Exists(passed)).exclude(claimed_by=person)
    return list(open_to.order_by("-at", "-id").values_list("pk", flat=True)[:MOST_WAITING])


def passed_on(person: Person, text: str = "") -> list[int]:
    """What they left to others and what still waits, the latest left first. Two queries."""
    passed = PassedOutcome.objects.filter(person=person).order_by("-at", "-id").values_list("outcome", flat=True)
    left = list(passed[:MOST_WAITING])
    waiting = set(_waits(left, text).values_list("pk", flat=True))
    return [pk for pk in left if pk in waiting]


def shown(ids: list[int]) -> list[Outcome]:
    """In the order of `ids`, with the people of each. Three queries."""
    outcomes = with_people(Outcome.objects.all()).in_bulk(ids)
    return [outcomes[pk] for pk in ids if pk in outcomes]


def with_people(outcomes: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """Each with who shares in it, authors first, and who confirmed it. Two queries more."""
    shares = Contribution.objects.select_related("person__team").order_by("-is_author", "id")
    words = Verification.objects.select_related("verifier__team")
    return outcomes.prefetch_related(Prefetch("contributions", shares), Prefetch("verifications", words))


def why_not(person: Person, outcome: Outcome) -> str:
    """Why this person cannot confirm it, in a sentence; "" where they can. Three queries at most."""
    try:
        require_independent(person, outcome, timezone.now())
    except (ValidationError, PermissionDenied) as refused:
        return " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
    if outcome.verifications.filter(verifier=person, withdrawn_at__isnull=True).exists():
        return _("You confirmed it. Thank you.")
    return ""


def _waits(ids: Collection[int], text: str) -> QuerySet[Outcome]:
    """Of these: holds, is work of people, and nobody independent confirmed it.

    With every word of `text` in its title, its area or somebody's name.
    """
    part = Contribution.objects.filter(outcome=OuterRef("outcome"), person=OuterRef("verifier"))
    confirmed = Verification.objects.filter(~Exists(part), outcome=OuterRef("pk"), withdrawn_at__isnull=True)
    reversed_ = Reversal.objects.filter(outcome=OuterRef("pk"))
    people = Contribution.objects.filter(outcome=OuterRef("pk"), person__automated=False)
    waits = Outcome.objects.filter(~Exists(confirmed), ~Exists(reversed_), Exists(people), pk__in=ids)
    for word in text.split()[:6]:
        waits = waits.filter(
            Q(title__icontains=word) | Q(area__icontains=word)
            | Q(Exists(people.filter(person__search_text__contains=folded(word))))
        )  # fmt: skip
    return waits.exclude(kind=Outcome.Kind.CHANGE_REVERTED)
