"""Whom words reach: shares of the people of a group, the small groups hidden as fairness hides them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from recognition.models import Person
from scoring.engine.fairness import LEAST_GROUP, Fairness, fairness
from scoring.rule_checks.groups import NOT_KNOWN, tenure

NEWCOMER_DAYS = 90


@dataclass(frozen=True)
class Member:
    id: int
    team: int | None
    team_key: str
    team_name: str
    location: str
    started_on: date | None


@dataclass(frozen=True)
class Share:
    """So many of so many people."""

    people: int
    reached: int

    @property
    def rate(self) -> float:
        return self.reached / self.people if self.people else 0.0

    @property
    def shown(self) -> bool:
        """Of four people one could guess who."""
        return self.people >= LEAST_GROUP


@dataclass(frozen=True)
class QuietTeam:
    key: str
    name: str
    people: int


def members() -> list[Member]:
    """Everybody who takes part now. One statement."""
    rows = Person.objects.active().human().order_by()
    return [
        Member(pk, team, key or "", name or "", location, started)
        for pk, team, key, name, location, started in rows.values_list(
            "id", "team_id", "team__key", "team__name", "location", "started_on"
        )
    ]


def share(people: Collection[Member], reached: set[int]) -> Share:
    return Share(len(people), sum(member.id in reached for member in people))


def newcomers(people: Collection[Member], today: date) -> list[Member]:
    begun = today - timedelta(days=NEWCOMER_DAYS)
    return [member for member in people if member.started_on is not None and member.started_on >= begun]


def by_location(people: Collection[Member], reached: set[int]) -> Fairness:
    return fairness("location", {member.id: member.location or NOT_KNOWN for member in people}, reached)


def by_tenure(people: Collection[Member], reached: set[int], today: date) -> Fairness:
    return fairness("tenure", {member.id: tenure(member.started_on, today) for member in people}, reached)


def quiet_teams(people: Collection[Member], active: set[int]) -> list[QuietTeam]:
    """Teams of five and more of whom nobody is among `active`, by name."""
    sizes: dict[int, list[Member]] = {}
    for member in people:
        if member.team is not None:
            sizes.setdefault(member.team, []).append(member)
    quiet = [
        QuietTeam(group[0].team_key, group[0].team_name, len(group))
        for group in sizes.values()
        if len(group) >= LEAST_GROUP and not any(member.id in active for member in group)
    ]
    return sorted(quiet, key=lambda team: (team.name, team.key))
