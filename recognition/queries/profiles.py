"""What a profile shows. Constant numbers of queries, whatever a person has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When

from recognition.models import Award, Badge, Contribution, Nomination, Person, Thanks
from recognition.queries.thanks_of_a_day import ThanksOfADay, gathered

DAYS_OF_ONE_GIVER = 2  # of thanks on one profile
READ_FOR_ONE = 5  # thanks read for each entry: some givers say many
SHOWN_STATUSES = (Award.Status.ACTIVE, Award.Status.FROZEN)
_BY_TIER = Case(When(tier="gold", then=0), When(tier="silver", then=1), When(tier="bronze", then=2),
                default=Value(3), output_field=IntegerField())  # fmt: skip


@dataclass(frozen=True)
class OutcomeShown:
    """One outcome of the person and whether it holds."""

    contribution: Contribution
    verified_by: int

    @property
    def state(self) -> str:
        if hasattr(self.contribution.outcome, "reversal"):
            return "reversed"
        return "verified" if self.verified_by else "open"


def visible_awards() -> QuerySet[Award]:
    """Awards that anybody may see: held, not hidden, not declined."""
    return Award.objects.filter(status__in=SHOWN_STATUSES, hidden=False, declined_at__isnull=True).select_related(
        "badge"
    )


def is_shown(award: Award) -> bool:
    """Whether `visible_awards` has it."""
    return award.status in SHOWN_STATUSES and not award.hidden and award.declined_at is None


def marks_prefetch(*, lookup: str = "awards") -> Prefetch[Any, Any, Any]:
    """For lists of people: `person.marks`, the awards to show beside the name (one query for the list)."""
    return Prefetch(lookup, visible_awards().order_by("-pinned", _BY_TIER, "-given_at", "id"), to_attr="marks")


def wall_of(person: Person, *, for_owner: bool) -> list[Award]:
    """The badge wall: pinned first, then by tier and date. The owner also sees what others do not."""
    awards = Award.objects.filter(person=person).select_related("badge", "person", "given_by")
    if not for_owner:
        awards = awards.filter(status__in=SHOWN_STATUSES, hidden=False, declined_at__isnull=True)
    return list(awards.order_by("-pinned", _BY_TIER, "-given_at", "id"))


def thanks_to(person: Person, limit: int) -> list[ThanksOfADay]:
    """The latest standing thanks with words, by others; of each giver a few days at most."""
    latest = (
        Thanks.objects.filter(receiver=person, withdrawn_at__isnull=True)
        .exclude(Q(text="") | Q(giver=person))
        .select_related("giver", "receiver", "outcome")
    )
    return gathered(latest[: limit * READ_FOR_ONE], days_of_one=DAYS_OF_ONE_GIVER)[:limit]


def nominations_of(person: Person, limit: int) -> list[Nomination]:
    return list(
        Nomination.objects.filter(nominee=person, withdrawn_at__isnull=True).select_related("nominator", "badge")[
            :limit
        ]
    )


def words_for(person: Person, badge: Badge, limit: int) -> list[Nomination]:
    """What colleagues said for this person and this badge, the latest first."""
    said = Nomination.objects.filter(nominee=person, badge=badge, withdrawn_at__isnull=True)
    return list(said.select_related("nominator").order_by("-at", "-id")[:limit])


def outcomes_of(person: Person, limit: int) -> list[OutcomeShown]:
    """The latest outcomes with the number of other people who confirmed each."""
    contributions = list(
        Contribution.objects.filter(person=person)
        .select_related("outcome__reversal")
        .prefetch_related("outcome__verifications", "outcome__contributions")
        .order_by("-outcome__at", "-outcome_id")[:limit]
    )
    return [OutcomeShown(contribution, _independent_voices(contribution)) for contribution in contributions]


def _independent_voices(contribution: Contribution) -> int:
    outcome = contribution.outcome
    shares = {c.person_id for c in outcome.contributions.all()}
    return len({v.verifier_id for v in outcome.verifications.all() if v.withdrawn_at is None} - shares)


def manager_chain(person: Person, most: int = 6) -> list[Person]:
    """The managers upwards, the nearest first. Bounded, so that a circle in the data ends as well.

    One query: the chain is followed by self-joins, six levels deep.
    """
    joins = ["__".join(["manager"] * depth) for depth in range(1, most + 1)]
    loaded = Person.objects.select_related(*joins).get(pk=person.pk)
    chain: list[Person] = []
    above = loaded.manager
    while above is not None and len(chain) < most and above.pk not in {p.pk for p in chain} | {person.pk}:
        chain.append(above)
        above = above.manager if len(chain) < most else None
    return chain


def years_of_service(person: Person, today: date) -> int | None:
    """Full years since the start, up to the last day; None where the start is not known."""
    if person.started_on is None:
        return None
    until = min(today, person.left_on) if person.left_on else today
    years = until.year - person.started_on.year
    return max(0, years - ((until.month, until.day) < (person.started_on.month, person.started_on.day)))
