"""Finding people."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from recognition.folding import folded
from recognition.models import Award, Badge, Person, Team
from recognition.models.people import PersonQuerySet
from recognition.queries.kept import kept
from recognition.queries.profiles import marks_prefetch, visible_awards
from recognition.queries.searched import with_words, words_of
from recognition.queries.teams import with_teams_below

MOST_TO_CHOOSE = 100  # teams or places in one list; where there are more, the search and the tree find them
NEW_FOR = timedelta(days=90)


def search(
    text: str, *, team: str = "", location: str = "", badge: str = "", newcomers: bool = False
) -> QuerySet[Person]:
    """Colleagues whose name, title, team, place or badge holds every word of `text`, by name.

    `team` is a team's key and means the teams below it as well; `badge` a slug: who shows that badge; `newcomers`:
    who began in the last ninety days. Each comes with `team` and `marks` (see `marks_prefetch`).
    """
    people = with_words(with_marks().active().human(), words_of(text), _is_about)
    if team:
        top = list(Team.objects.filter(key=team).values_list("pk", flat=True))
        people = people.filter(team__in=with_teams_below(top)) if top else people.none()
    if location:
        people = people.filter(location=location)
    if badge:
        people = people.filter(Exists(visible_awards().filter(person=OuterRef("pk"), badge__slug=badge)))
    if newcomers:
        people = people.filter(started_on__gt=timezone.localdate() - NEW_FOR)
    return people.order_by("display_name", "key")


def _is_about(word: str) -> Q:
    return (
        Q(search_text__contains=word)
        | Q(team__in=_teams_called(word))
        | Q(email__istartswith=word)
        | Q(pk__in=_holders_of_badge_named(word))
    )


def with_marks() -> PersonQuerySet:
    """People as lists show them."""
    return Person.objects.select_related("team").prefetch_related(marks_prefetch())


def _holders_of_badge_named(word: str) -> QuerySet[Award, int]:
    called = [pk for pk, name in _folded_names(Badge) if word in name]
    return visible_awards().filter(badge__in=called).values_list("person", flat=True)


def _teams_called(word: str) -> list[int]:
    return [pk for pk, name in kept("teams", lambda: _folded_names(Team)) if word in name]


def _folded_names(model: type[Team] | type[Badge]) -> list[tuple[int, str]]:
    """Teams and badges are few beside people: their names are read whole."""
    return [(pk, folded(name)) for pk, name in model._default_manager.order_by().values_list("pk", "name")]


def suggestions(text: str, *, besides: Person, limit: int = 8) -> list[Person]:
    """For the person picker: matches, colleagues of the own team first while nothing is typed."""
    found = search(text).exclude(pk=besides.pk)
    if not text.strip() and besides.team_id is not None:
        found = found.filter(team_id=besides.team_id)
    return list(found[:limit])


def teams_to_choose() -> list[Team]:
    """Teams that somebody is in, by name; none where they are too many for one list."""
    teams = kept("teams_to_choose", _teams_with_people)
    return teams if len(teams) <= MOST_TO_CHOOSE else []


def _teams_with_people() -> list[Team]:
    members = Person.objects.active().human().filter(team=OuterRef("pk"))
    return list(Team.objects.filter(Exists(members))[: MOST_TO_CHOOSE + 1])


def badges_to_choose() -> list[Badge]:
    return list(Badge.objects.exclude(state=Badge.State.DRAFT).order_by("name"))


def locations() -> list[str]:
    """Places where somebody works, by name; the first hundred."""
    return kept("locations", _locations)


def _locations() -> list[str]:
    places = Person.objects.active().human().exclude(location="").order_by("location")
    return list(places.values_list("location", flat=True).distinct()[:MOST_TO_CHOOSE])
