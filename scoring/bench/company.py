"""A large company of plain facts, written in bulk into a scratch database."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from recognition.models import Badge, Nomination, Person, RoleGrant, Team
from scoring.actions.catalogue import install_starter
from scoring.models import QueuedPerson

AT_ONCE = 20_000
TEAM_SIZE = 12
GIFTS_EACH = 10  # nominations that an average person gave in two years
REASON = "They took the time to help us through the move."


def build_company(size: int, *, seed: int = 7) -> list[int]:
    """People in teams of twelve under departments, each with about ten nominations given; ids of the people.

    Nobody is judged. The rules are published before the people come, so that nobody is queued for them either.
    """
    chance = random.Random(seed)  # noqa: S311  (a repeatable company, not a secret)
    admins = [Person.objects.create(key=key, display_name=key) for key in ("bench-a", "bench-b")]
    RoleGrant.objects.bulk_create(RoleGrant(person=admin, role="admin") for admin in admins)
    install_starter(by=admins[0], approved_by=admins[1])
    badges = list(Badge.objects.filter(nominable=True).values_list("id", flat=True))
    people = _people(size)
    said: set[tuple[int, int, int, int]] = set()
    for start in range(0, size * GIFTS_EACH, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, size * GIFTS_EACH))
        rows = (_nomination(chance, people, badges, number, said) for number in numbers)
        _write([row for row in rows if row is not None])
    QueuedPerson.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the databases do by themselves in the course of a day
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


def _write(nominations: list[dict[str, Any]]) -> None:
    """All columns that are not named are as in a nomination that the ORM would write; a tenth of its time."""
    plain = Nomination(reason=REASON)
    fields = [field for field in Nomination._meta.concrete_fields if not field.primary_key]
    defaults: dict[str, Any] = {
        str(field.column): field.get_db_prep_save(getattr(plain, field.attname), connection) for field in fields
    }
    columns = ", ".join(defaults)
    statement = f"INSERT INTO recognition_nomination ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, [tuple({**defaults, **row}.values()) for row in nominations])


def _nomination(
    chance: random.Random,
    people: list[tuple[int, int]],
    badges: list[int],
    number: int,
    said: set[tuple[int, int, int, int]],
) -> dict[str, Any] | None:
    """The columns of one. Mostly to somebody near in the list of people, as colleagues are; now and then to anybody."""
    giver = chance.randrange(len(people))
    reach = len(people) if chance.random() < 0.1 else min(len(people), 200)
    receiver = (giver + chance.randrange(1, reach)) % len(people)
    at = datetime(2026, 11, 1, tzinfo=UTC) - timedelta(minutes=chance.randrange(730 * 1440))
    quarter = at.year * 4 + (at.month - 1) // 3
    key = (giver, receiver, chance.choice(badges), quarter)
    if giver == receiver or key in said:
        return None
    said.add(key)
    moment = connection.ops.adapt_datetimefield_value(at)
    return {
        "key": f"b{number}", "badge_id": key[2], "nominator_id": people[giver][0], "nominee_id": people[receiver][0],
        "at": moment, "quarter": quarter, "nominator_team_id": people[giver][1],
        "nominee_team_id": people[receiver][1], "recorded_at": moment,
    }  # fmt: skip
