"""What happened around a person: awards, nominations and thanks of their team and of people they exchange with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from recognition.models import Award, Nomination, Person, Thanks
from recognition.queries.mixing import MOST_OF_ONE, mixed
from recognition.queries.profiles import visible_awards
from recognition.queries.thanks_of_a_day import ThanksOfADay, gathered

EXCHANGED_WITHIN = timedelta(days=365)
READ_FOR_ONE = 5  # thanks read for each story: some givers thank many on one day


@dataclass(frozen=True)
class Story:
    """One thing that happened; `kind` says which of the three `what` is, `who` whose story it is (a person's id)."""

    kind: Literal["award", "nomination", "thanks"]
    at: datetime
    who: int
    what: Award | Nomination | ThanksOfADay


def circle_of(person: Person) -> Q:
    """A condition on Person ids: the team, reports and manager, and who was exchanged with in the last year."""
    since = timezone.now() - EXCHANGED_WITHIN
    circle = Q(pk=person.pk) | Q(manager_id=person.pk)
    if person.manager_id is not None:
        circle |= Q(pk=person.manager_id)
    if person.team_id is not None:
        circle |= Q(team_id=person.team_id)
    for model, giver, receiver in ((Nomination, "nominator", "nominee"), (Thanks, "giver", "receiver")):
        standing = model._default_manager.filter(at__gte=since, withdrawn_at__isnull=True)
        circle |= Q(pk__in=standing.filter(**{giver: person}).values(receiver))
        circle |= Q(pk__in=standing.filter(**{receiver: person}).values(giver))
    return circle


def around(person: Person, *, limit: int = 20) -> list[Story]:
    """The latest stories, about newest first, of all kinds and many people. Three queries."""
    circle: QuerySet[Person, int] = Person.objects.filter(circle_of(person)).values_list("pk", flat=True)
    awards = visible_awards().filter(person__in=circle).select_related("person").order_by("-given_at", "-id")
    nominations = (
        Nomination.objects.filter(nominee__in=circle, withdrawn_at__isnull=True)
        .select_related("nominator", "nominee", "badge")
        .order_by("-at", "-id")
    )
    thanks = (
        Thanks.objects.filter(receiver__in=circle, withdrawn_at__isnull=True)
        .exclude(text="")
        .select_related("giver", "receiver")
        .order_by("-at", "-id")
    )
    days = gathered(thanks[: limit * READ_FOR_ONE], days_of_one=MOST_OF_ONE)
    stories = [
        *(Story("award", award.given_at, award.person_id, award) for award in awards[:limit]),
        *(Story("nomination", said.at, said.nominator_id, said) for said in nominations[:limit]),
        *(Story("thanks", day.at, day.giver.pk, day) for day in days),
    ]
    # Sorting keeps the order that each list has within one moment.
    return mixed(sorted(stories, key=lambda story: story.at, reverse=True), limit)


def spoken_for(person: Person, limit: int) -> list[Nomination]:
    """Nominations of others by this person, the latest first."""
    return list(
        Nomination.objects.filter(nominator=person, withdrawn_at__isnull=True).select_related("nominee", "badge")[
            :limit
        ]
    )


def said_about(person: Person, limit: int) -> list[Nomination]:
    """Who spoke for this person lately."""
    return list(
        Nomination.objects.filter(nominee=person, withdrawn_at__isnull=True).select_related("nominator", "badge")[
            :limit
        ]
    )
