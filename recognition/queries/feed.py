"""What happened: awards, nominations and thanks of a circle of people, strictly the newest first, page after page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from recognition.models import Award, Nomination, Person, Thanks
from recognition.queries.circles import Circle
from recognition.queries.profiles import visible_awards
from recognition.queries.thanks_of_a_day import ThanksOfADay, gathered
from recognition.queries.visibility import people_with_private_words

A_PAGE = 20
READ_FOR_ONE = 5  # thanks read for each story: some givers thank many on one day
KINDS = ("award", "nomination", "thanks")  # of one moment, in this order
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Side = Literal["received", "given"]


@dataclass(frozen=True)
class Place:
    """Up to where the feed was told: a story's moment, kind and id."""

    at: datetime
    kind: str
    pk: int

    def __str__(self) -> str:
        """For an address. Whole microseconds, since stories of one import differ in nothing else."""
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.kind}-{self.pk}"

    @classmethod
    def read(cls, text: str) -> Place | None:
        """None for what no page wrote."""
        moment, _dash, rest = text.partition("-")
        kind, _dash, pk = rest.partition("-")
        if kind not in KINDS or not all(part.isascii() and part.isdecimal() for part in (moment, pk)):
            return None
        if len(moment) > 17 or len(pk) > 18:  # beyond the year 5000, beyond any id
            return None
        return cls(_EPOCH + timedelta(microseconds=int(moment)), kind, int(pk))

    def older(self, kind: str, *, at: str = "at") -> Q:
        """A condition: rows of this kind that come after this place, `at` being their moment."""
        rank = KINDS.index(kind) - KINDS.index(self.kind)
        if rank:
            return Q(**{f"{at}__lte" if rank > 0 else f"{at}__lt": self.at})
        return Q(**{f"{at}__lte": self.at}) & (Q(**{f"{at}__lt": self.at}) | Q(pk__lt=self.pk))


@dataclass(frozen=True)
class Story:
    """One thing that happened; `kind` says which of the three `what` is."""

    place: Place
    what: Award | Nomination | ThanksOfADay

    @property
    def kind(self) -> str:
        return self.place.kind

    @property
    def at(self) -> datetime:
        return self.place.at


@dataclass(frozen=True)
class Told:
    """One page of stories, and where the older ones begin; "" where there are none."""

    stories: list[Story]
    older: str


def stories(
    circle: Circle, *, reader: Person, side: Side = "received", before: Place | None = None, limit: int = A_PAGE
) -> Told:
    """What was received, or given, in this circle, strictly the newest first. Three queries at most.

    Without what those who receive keep to themselves, except from themselves.
    """
    awards = list(_awards(circle, before)[: limit + 1]) if side == "received" else []
    nominations = list(_nominations(circle, side, before).exclude(_private("nominee", reader))[: limit + 1])
    thanks = list(_thanks(circle, side, before).exclude(_private("receiver", reader))[: limit * READ_FOR_ONE])
    told = [
        *(Story(Place(award.given_at, "award", award.pk), award) for award in awards),
        *(Story(Place(said.at, "nomination", said.pk), said) for said in nominations),
        *(Story(Place(day.at, "thanks", day.latest.pk), day) for day in gathered(thanks)),
    ]
    told.sort(key=lambda story: (story.at, -KINDS.index(story.kind), story.place.pk), reverse=True)
    unread = len(thanks) == limit * READ_FOR_ONE
    if unread:  # nothing is told past what has not been read
        told = [story for story in told if story.at >= thanks[-1].at]
    page = told[:limit]
    return Told(page, str(page[-1].place) if page and (unread or len(told) > limit) else "")


def _private(who: str, reader: Person) -> Q:
    return Q(**{f"{who}__in": people_with_private_words()}) & ~Q(**{who: reader})


def _awards(circle: Circle, before: Place | None) -> QuerySet[Award]:
    found = visible_awards().filter(circle.of("person")).select_related("person").order_by("-given_at", "-id")
    return found.filter(before.older("award", at="given_at")) if before else found


def _nominations(circle: Circle, side: Side, before: Place | None) -> QuerySet[Nomination]:
    who = "nominee" if side == "received" else "nominator"
    found = (
        Nomination.objects.filter(circle.of(who, f"{who}_team"), withdrawn_at__isnull=True)
        .select_related("nominator", "nominee", "badge")
        .order_by("-at", "-id")
    )
    return found.filter(before.older("nomination")) if before else found


def _thanks(circle: Circle, side: Side, before: Place | None) -> QuerySet[Thanks]:
    who = "receiver" if side == "received" else "giver"
    said = Thanks.objects.filter(circle.of(who, f"{who}_team"), withdrawn_at__isnull=True).exclude(text="")
    found = said.select_related("giver", "receiver").order_by("-at", "-id")
    if before is None:
        return found
    older = before.older("thanks")
    # Whose thanks of that day were told on the page before stood there with all of them.
    day = timezone.localtime(before.at).replace(hour=0, minute=0, second=0, microsecond=0)
    told = said.filter(~older, at__gte=before.at, at__lt=day + timedelta(days=1))
    return found.filter(older).exclude(at__gte=day, giver__in=told.order_by().values("giver"))
