"""A large company of plain facts, written in bulk into a scratch database."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from recognition.models import Badge, Nomination, Person, RoleGrant, Team
from scoring.actions.catalogue import install_starter
from scoring.models import QueuedPerson

AT_ONCE = 5000
TEAM_SIZE = 12
GIFTS_EACH = 10  # nominations that an average person gave in two years
REASON = "They took the time to help us through the move."


def build_company(size: int, *, seed: int = 7) -> list[int]:
    """People in teams of twelve under departments, each with about ten nominations given; ids of the people."""
    chance = random.Random(seed)  # noqa: S311  (a repeatable company, not a secret)
    people = _people(size)
    admins = list(Person.objects.order_by("id")[:2])
    RoleGrant.objects.bulk_create(RoleGrant(person=admin, role="admin") for admin in admins)
    install_starter(by=admins[0], approved_by=admins[1])
    badges = list(Badge.objects.filter(nominable=True).values_list("id", flat=True))
    batch: list[Nomination] = []
    said: set[tuple[int, int, int, int]] = set()
    for number in range(size * GIFTS_EACH):
        nomination = _nomination(chance, people, badges, number, said)
        if nomination is not None:
            batch.append(nomination)
        if len(batch) == AT_ONCE:
            Nomination.objects.bulk_create(batch)
            batch = []
    Nomination.objects.bulk_create(batch)
    QueuedPerson.objects.all().delete()
    return [person for person, _team in people]


def _people(size: int) -> list[tuple[int, int]]:
    """(person, team) of everybody."""
    root = Team.objects.create(key="company", name="Company")
    numbers = range(max(1, size // TEAM_SIZE))
    departments = Team.objects.bulk_create(
        Team(key=f"d{n}", name=f"Department {n}", parent=root) for n in range(max(1, size // TEAM_SIZE // 10))
    )
    teams = Team.objects.bulk_create(
        Team(key=f"t{n}", name=f"Team {n}", parent=departments[n % len(departments)]) for n in numbers
    )
    rows = (
        Person(key=f"p{n}", display_name=f"Person {n}", team=teams[n % len(teams)], email=f"p{n}@bench.example")
        for n in range(size)
    )
    found = Person.objects.bulk_create(rows, batch_size=AT_ONCE)
    return [(person.pk, person.team_id or 0) for person in found]


def _nomination(
    chance: random.Random,
    people: list[tuple[int, int]],
    badges: list[int],
    number: int,
    said: set[tuple[int, int, int, int]],
) -> Nomination | None:
    """Mostly to somebody near in the list of people, as colleagues are; now and then to anybody."""
    giver = chance.randrange(len(people))
    reach = len(people) if chance.random() < 0.1 else min(len(people), 200)
    receiver = (giver + chance.randrange(1, reach)) % len(people)
    at = datetime(2026, 11, 1, tzinfo=UTC) - timedelta(minutes=chance.randrange(730 * 1440))
    quarter = at.year * 4 + (at.month - 1) // 3
    key = (giver, receiver, chance.choice(badges), quarter)
    if giver == receiver or key in said:
        return None
    said.add(key)
    return Nomination(
        key=f"b{number}", badge_id=key[2], nominator_id=people[giver][0], nominee_id=people[receiver][0], reason=REASON,
        at=at, quarter=quarter, nominator_team_id=people[giver][1], nominee_team_id=people[receiver][1], recorded_at=at,
    )  # fmt: skip
