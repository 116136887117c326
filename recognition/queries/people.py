"""Finding people."""

from django.db.models import Q, QuerySet

from recognition.folding import folded
from recognition.models import Badge, Person, Team
from recognition.queries.profiles import SHOWN_STATUSES, marks_prefetch

MOST_WORDS = 6  # of a search; more only cost time


def search(text: str, *, team: str = "", location: str = "") -> QuerySet[Person]:
    """Colleagues whose name, title, team, place or badge holds every word of `text`, by name.

    Each comes with `team` and `marks` (see `marks_prefetch`).
    """
    people = Person.objects.active().human().select_related("team").prefetch_related(marks_prefetch())
    for word in folded(text).split()[:MOST_WORDS]:
        people = people.filter(
            Q(search_text__contains=word)
            | Q(team__in=_called(Team.objects.all(), word))
            | Q(email__istartswith=word)
            | Q(pk__in=_holders_of_badge_named(word))
        )
    if team:
        people = people.filter(team__key=team)
    if location:
        people = people.filter(location=location)
    return people.order_by("display_name", "key")


def _holders_of_badge_named(word: str) -> QuerySet[Person, int]:
    return Person.objects.filter(
        awards__badge__in=_called(Badge.objects.all(), word),
        awards__status__in=SHOWN_STATUSES,
        awards__hidden=False,
        awards__declined_at__isnull=True,
    ).values_list("pk", flat=True)


def _called(things: QuerySet[Team] | QuerySet[Badge], word: str) -> list[int]:
    """Ids of those whose name holds the word. Teams and badges are few: their names are read whole."""
    return [pk for pk, name in things.values_list("pk", "name") if word in folded(name)]


def suggestions(text: str, *, besides: Person, limit: int = 8) -> list[Person]:
    """For the person picker: matches, colleagues of the own team first while nothing is typed."""
    found = search(text).exclude(pk=besides.pk)
    if not text.strip() and besides.team_id is not None:
        found = found.filter(team_id=besides.team_id)
    return list(found[:limit])


def teams_with_people() -> list[Team]:
    return list(Team.objects.filter(members__left_on__isnull=True, members__automated=False).distinct())


def locations() -> list[str]:
    return list(
        Person.objects.active()
        .human()
        .exclude(location="")
        .order_by("location")
        .values_list("location", flat=True)
        .distinct()
    )
