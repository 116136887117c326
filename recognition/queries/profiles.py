"""What a profile shows. Constant numbers of queries, whatever a person has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)

from recognition.models import Award, Contribution, Nomination, Person, Thanks, Verification
from recognition.queries.preferences import preferences_of
from recognition.queries.thanks_of_a_day import ThanksOfADay, gathered
from recognition.queries.visibility import people_with_private_badges

DAYS_OF_ONE_GIVER = 2  # of thanks on one profile
READ_FOR_ONE = 5  # thanks read for each entry: some givers say many
SHOWN_STATUSES = (Award.Status.ACTIVE, Award.Status.FROZEN)
MARKS_SHOWN = 4
MANAGERS_SHOWN = 6
_OF_A_MANAGER = ("id", "key", "display_name", "manager")
_BY_TIER = Case(When(tier="gold", then=0), When(tier="silver", then=1), When(tier="bronze", then=2),
                default=Value(3), output_field=IntegerField())  # fmt: skip


@dataclass(frozen=True)
class OutcomeShown:
    """One outcome of the person and whether it holds."""

    contribution: Contribution
    verified_by: int

    @classmethod
    def of(cls, contribution: Contribution) -> OutcomeShown:
        """Of one that `contributions_of` found."""
        return cls(contribution, getattr(contribution, "verified_by", 0) or 0)

    @property
    def state(self) -> str:
        if hasattr(self.contribution.outcome, "reversal"):
            return "reversed"
        return "verified" if self.verified_by else "open"


def visible_awards() -> QuerySet[Award]:
    """Awards that anybody may see: held, not hidden, not declined, of people who show their badges."""
    held = Award.objects.filter(status__in=SHOWN_STATUSES, hidden=False, declined_at__isnull=True)
    return held.exclude(person__in=people_with_private_badges()).select_related("badge")


def is_shown(award: Award) -> bool:
    """Whether `visible_awards` has it. A statement, unless the holder's preferences were joined."""
    held = award.status in SHOWN_STATUSES and not award.hidden and award.declined_at is None
    return held and preferences_of(award.person).shows_badges


def marks_prefetch(*, lookup: str = "awards") -> Prefetch[Any, Any, Any]:
    """For lists of people: `person.marks`, the awards to show beside the name (one query for the list).

    Of each person only those few; `held_together` says how many there are.
    """
    shown = (
        visible_awards()
        .only("person", "tier", "badge__slug", "badge__name", "badge__art")
        .annotate(held_together=Window(Count("pk"), partition_by=F("person")))
        .order_by("-pinned", _BY_TIER, "-given_at", "id")
    )
    return Prefetch(lookup, shown[:MARKS_SHOWN], to_attr="marks")


def wall_of(person: Person, *, for_owner: bool) -> list[Award]:
    """The badge wall: pinned first, then by tier and date. The owner also sees what others do not."""
    awards = Award.objects.filter(person=person) if for_owner else visible_awards().filter(person=person)
    # What an award was judged from is read by the judge alone.
    wall = list(awards.select_related("badge").defer("evidence").order_by("-pinned", _BY_TIER, "-given_at", "id"))
    for award in wall:
        award.person = person
    return wall


def thanks_to(person: Person, limit: int) -> list[ThanksOfADay]:
    """The latest standing thanks with words, by others; of each giver a few days at most."""
    latest = (
        Thanks.objects.filter(receiver=person, withdrawn_at__isnull=True)
        .exclude(Q(text="") | Q(giver=person))
        .select_related("giver", "outcome")
    )
    return gathered(latest[: limit * READ_FOR_ONE], days_of_one=DAYS_OF_ONE_GIVER)[:limit]


def nominations_of(person: Person, limit: int) -> list[Nomination]:
    return list(
        Nomination.objects.filter(nominee=person, withdrawn_at__isnull=True).select_related("nominator", "badge")[
            :limit
        ]
    )


def words_behind(award: Award, limit: int) -> list[Nomination]:
    """The words that it was given for, the latest first; all that were said by that day where it names none."""
    named = [fact["id"] for fact in award.evidence if fact.get("kind") == "nomination"]
    said = _words_for(award)
    return list((said.filter(pk__in=named) if named else said.filter(at__lte=award.given_at))[:limit])


def words_since(award: Award, limit: int) -> list[Nomination]:
    """What was said for the same badge after it was given, the latest first."""
    named = [fact["id"] for fact in award.evidence if fact.get("kind") == "nomination"]
    return list(_words_for(award).filter(at__gt=award.given_at).exclude(pk__in=named)[:limit])


def _words_for(award: Award) -> QuerySet[Nomination]:
    said = Nomination.objects.filter(nominee=award.person_id, badge=award.badge_id, withdrawn_at__isnull=True)
    return said.select_related("nominator").order_by("-at", "-id")


def outcomes_of(person: Person, limit: int) -> list[OutcomeShown]:
    """The latest outcomes with the number of other people who confirmed each."""
    return [OutcomeShown.of(contribution) for contribution in contributions_of(person)[:limit]]


def contributions_of(person: Person, text: str = "") -> QuerySet[Contribution]:
    """The latest first, those whose title or area holds every word of `text`."""
    found = Contribution.objects.filter(person=person)
    for word in text.split()[:6]:
        found = found.filter(Q(outcome__title__icontains=word) | Q(outcome__area__icontains=word))
    return (
        found.select_related("outcome__reversal")
        .annotate(verified_by=Subquery(_independent_voices()))
        .order_by("-outcome__at", "-outcome_id")
    )


def _independent_voices() -> QuerySet[Verification, int]:
    """How many people who do not share in the outcome confirmed it; no row where nobody did."""
    part = Contribution.objects.filter(outcome=OuterRef("outcome"), person=OuterRef("verifier"))
    standing = Verification.objects.filter(~Exists(part), outcome=OuterRef("outcome"), withdrawn_at__isnull=True)
    return (
        standing.order_by().values("outcome").annotate(n=Count("verifier", distinct=True)).values_list("n", flat=True)
    )


def with_managers() -> QuerySet[Person]:
    """People with their team and the names of the managers above them: self-joins, six levels deep."""
    levels = ["__".join(["manager"] * depth) for depth in range(1, MANAGERS_SHOWN + 1)]
    unread = [field.name for field in Person._meta.concrete_fields if field.name not in _OF_A_MANAGER]
    return Person.objects.select_related("team", "preferences", *levels).defer(
        *(f"{level}__{n}" for level in levels for n in unread)
    )


def manager_chain(person: Person) -> list[Person]:
    """The managers upwards, the nearest first, of one that `with_managers` found: no query.

    Bounded, so that a circle in the data ends as well.
    """
    chain: list[Person] = []
    above = person.manager
    while above is not None and above.pk not in {p.pk for p in chain} | {person.pk}:
        chain.append(above)
        above = above.manager if len(chain) < MANAGERS_SHOWN else None
    return chain


def years_of_service(person: Person, today: date) -> int | None:
    """Full years since the start, up to the last day; None where the start is not known."""
    if person.started_on is None:
        return None
    until = min(today, person.left_on) if person.left_on else today
    years = until.year - person.started_on.year
    return max(0, years - ((until.month, until.day) < (person.started_on.month, person.started_on.day)))
