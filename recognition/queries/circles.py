"""Whose recognition somebody wants to read: people by name, or teams with everybody in them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from recognition.models import Nomination, Person, Team, Thanks
from recognition.queries.among import Among
from recognition.queries.teams import with_teams_below

EXCHANGED_WITHIN = timedelta(days=365)


@dataclass(frozen=True)
class Circle:
    """People, or teams. Ids in either case: with them the database sees whether to read by person or by time."""

    people: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()

    def of(self, who: str, team: str = "") -> Q:
        """A condition on rows with this person; `team` names their team of that day, where the row keeps it."""
        if self.teams:
            return Q(Among(team or f"{who}__team", self.teams))
        return Q(**{f"{who}__in": self.people})


def around(person: Person) -> Circle:
    """The team, reports and manager, and who was exchanged with in the last year. One query of many small ones.

    As conditions of one query they would be read with everybody in the company.
    """
    since = timezone.now() - EXCHANGED_WITHIN
    found = _near(person)
    for model, giver, receiver in ((Nomination, "nominator", "nominee"), (Thanks, "giver", "receiver")):
        standing = model._default_manager.filter(at__gte=since, withdrawn_at__isnull=True).order_by()
        found += [standing.filter(**{giver: person}).values_list(receiver)]
        found += [standing.filter(**{receiver: person}).values_list(giver)]
    ids = {pk for (pk,) in found[0].union(*found[1:])}
    if person.manager_id is not None:
        ids.add(person.manager_id)
    return Circle(people=(*sorted(ids), person.pk))


def own_team(person: Person) -> Circle:
    """The person, who is in the same team, and who reports to them. One query."""
    first, *others = _near(person)
    return Circle(people=(*sorted({pk for (pk,) in first.union(*others)}), person.pk))


def in_teams(team_ids: Collection[int]) -> Circle:
    """These teams and all below them. One query."""
    if not team_ids:
        return Circle()
    below = Team.objects.filter(pk__in=with_teams_below(team_ids)).order_by()
    return Circle(teams=tuple(below.values_list("pk", flat=True)))


def _near(person: Person) -> list[QuerySet[Any, Any]]:
    near: list[QuerySet[Any, Any]] = [Person.objects.filter(manager=person).order_by().values_list("pk")]
    if person.team_id is not None:
        near.append(Person.objects.filter(team=person.team_id).order_by().values_list("pk"))
    return near
