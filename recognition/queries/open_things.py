"""What waits for a word: nominations that a person wrote, or could join."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from recognition.actions.circumstances import quarter_of
from recognition.actions.nominations import QUARTERS_OPEN_FOR_SECONDS
from recognition.models import Badge, Nomination, Person
from recognition.queries.circles import Circle
from recognition.queries.profiles import visible_awards
from recognition.queries.visibility import people_with_private_words

FRESH_FOR = timedelta(days=90)  # what colleagues said earlier than that is hardly remembered
READ_FOR_ONE = 6  # nominations read for each pair of person and badge: some have many voices


def without_a_second(person: Person, limit: int) -> list[Nomination]:
    """Nominations by this person that nobody has joined, the newest first."""
    joined = Nomination.objects.filter(first=OuterRef("pk"), withdrawn_at__isnull=True)
    own = _open_to_seconds(timezone.now()).filter(nominator=person, first__isnull=True)
    return list(own.filter(~Exists(joined)).select_related("nominee", "badge").order_by("-at", "-id")[:limit])


def could_second(person: Person, circle: Circle, limit: int) -> list[Nomination]:
    """The newest words of others about somebody in the circle that this person has not joined.

    Without those about the own manager, which carry little. Each pair of person and badge once.
    """
    now = timezone.now()
    own = Nomination.objects.filter(
        nominator=person, nominee=OuterRef("nominee"), badge=OuterRef("badge"), withdrawn_at__isnull=True,
        quarter__gt=quarter_of(now) - QUARTERS_OPEN_FOR_SECONDS,
    )  # fmt: skip
    said = (
        _open_to_seconds(now)
        .filter(~Exists(own), circle.of("nominee"), at__gte=now - FRESH_FOR)
        .exclude(nominee__in=people_with_private_words())
        .exclude(Q(nominator=person) | Q(nominee=person) | Q(nominee=person.manager_id))
        .select_related("nominator", "nominee", "badge")
        .order_by("-at", "-id")
    )
    each = {(one.nominee_id, one.badge_id): one for one in reversed(said[: limit * READ_FOR_ONE])}
    return sorted(each.values(), key=lambda one: (one.at, one.pk), reverse=True)[:limit]


def _open_to_seconds(now: datetime) -> QuerySet[Nomination]:
    """Standing, about people who work here, for badges that can be earned and that they do not show yet."""
    held = visible_awards().filter(person=OuterRef("nominee"), badge=OuterRef("badge"))
    gone = Q(nominee__left_on__isnull=False, nominee__left_on__lte=timezone.localdate(now))
    return Nomination.objects.filter(
        ~Exists(held), ~gone, withdrawn_at__isnull=True, badge__state=Badge.State.LIVE, badge__nominable=True,
        quarter__gt=quarter_of(now) - QUARTERS_OPEN_FOR_SECONDS,
    )  # fmt: skip
