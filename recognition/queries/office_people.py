"""Everybody of the directory, as those see it who look after it."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from recognition.folding import folded
from recognition.models import Person, RoleGrant, Team
from recognition.queries.searched import with_words, words_of

HERE, LEFT, AUTOMATED, ROLES, ALL = "here", "left", "automated", "roles", "all"


def directory(text: str, state: str) -> QuerySet[Person]:
    """People whose name, title, place, id or address holds every word, by name."""
    today = timezone.localdate()
    people = Person.objects.all()
    if state == HERE:
        people = people.filter(Q(left_on__isnull=True) | Q(left_on__gt=today), automated=False)
    elif state == LEFT:
        people = people.filter(left_on__lte=today)
    elif state == AUTOMATED:
        people = people.filter(automated=True)
    elif state == ROLES:
        people = people.filter(pk__in=RoleGrant.objects.values("person"))
    people = with_words(
        people, words_of(text),
        lambda word: Q(search_text__contains=word) | Q(key__istartswith=word) | Q(email__istartswith=word),
    )  # fmt: skip
    return people.order_by("display_name", "key")


def with_roles() -> QuerySet[Person]:
    """With all that a row of the directory shows."""
    return Person.objects.select_related("team", "manager").prefetch_related("role_grants__badge")


def known(text: str, limit: int = 8) -> list[Person]:
    """For who types an id: people found by it or by their name."""
    return list(directory(text, HERE).select_related("team")[:limit]) if text.strip() else []


def known_teams(text: str, limit: int = 8) -> list[Team]:
    """Teams that take people in and whose name or id holds what is typed.

    Teams are few beside people: their names are read whole.
    """
    wanted = folded(text.strip())
    if not wanted:
        return []
    open_teams = Team.objects.filter(closed_on=None).order_by("name", "key")
    return [team for team in open_teams if wanted in folded(team.name) or wanted in folded(team.key)][:limit]
