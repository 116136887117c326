"""A company's nominations and thanks in PostgreSQL, written in a few statements from drawn columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from psycopg import sql

from recognition.models import Badge, Nomination, Person, Team, Thanks
from scoring.bench.large_company import AT, large_company
from scoring.engine.facts import THANKS_KINDS, UNKNOWN, Facts, Gifts, Ints

THANKS_EACH = 3  # beside ten nominations: 1.3 million events of 100,000 people


@dataclass(frozen=True)
class Wanted:
    """So many distinct people of so many teams, by nominations for the badge and thanks of these kinds."""

    slug: str
    badge: int
    voices: int
    teams: int
    kinds: tuple[str, ...]


def badges_wanted() -> list[Wanted]:
    """Twenty badges, stored, with thresholds from easy to hard."""
    wanted = []
    for number in range(20):
        slug = f"bench-{number}"
        badge = Badge.objects.create(slug=slug, name=f"Bench {number}", purpose="A measurement.", nominable=True)
        kinds = THANKS_KINDS[number % 5 :] + THANKS_KINDS[: number % 5]
        wanted.append(Wanted(slug, badge.pk, 2 + number % 4, 1 + number % 3, tuple(kinds[: 1 + number % 3])))
    return wanted


def fill(people: int, wanted: list[Wanted]) -> tuple[int, int]:
    """Write everybody and everything; the moment to judge (seconds) and the number of events.

    Numbers of people (plus one) and teams are their database ids: nobody else is in this database.
    """
    facts = large_company(people, {one.slug: one.badge for one in wanted})
    _directory(facts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser')")
        if cursor.fetchone() == ("on",):
            # Millions of foreign keys that are right by construction are not looked up one by one.
            cursor.execute("SET session_replication_role = replica")
    gifts, rng = facts.gifts, np.random.default_rng(11)
    _write(Nomination, "nominator", "nominee", gifts, gifts.receiver, gifts.badge,
           {"badge_id": "e.code", "key": "'b' || e.n", "quarter": "8000 + e.n % 4"})  # fmt: skip
    thanks = gifts.take(rng.choice(len(gifts), people * THANKS_EACH, replace=False))
    receiver = (thanks.receiver + rng.integers(1, 40, len(thanks))) % people
    receiver = np.where(receiver == thanks.giver, (receiver + 1) % people, receiver)
    kinds = "".join(f" WHEN {number} THEN '{kind}'" for number, kind in enumerate(THANKS_KINDS))
    _write(Thanks, "giver", "receiver", thanks, receiver, rng.integers(0, len(THANKS_KINDS), len(thanks)),
           {"kind": f"CASE e.code{kinds} END"})  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("RESET session_replication_role")
        cursor.execute("ANALYZE")
    return AT, Nomination.objects.count() + Thanks.objects.count()


def _directory(facts: Facts) -> None:
    parents = zip(facts.teams.id.tolist(), facts.teams.parent.tolist(), strict=True)
    with transaction.atomic():  # parents are checked at the end
        Team.objects.bulk_create(
            Team(id=number, key=f"t{number}", name=f"Team {number}", parent_id=None if above == UNKNOWN else above)
            for number, above in parents
        )
    people = enumerate(facts.people.team.tolist(), start=1)
    Person.objects.bulk_create(
        (Person(id=n, key=f"p{n}", display_name=f"Person {n}", team_id=team) for n, team in people), batch_size=10_000
    )


def _write(
    model: Any, giver: str, receiver: str, gifts: Gifts, received: Ints, code: Ints, more: Mapping[str, str]
) -> None:
    """By COPY into a plain table, then all of them as the model's rows; what is not named has its default.

    Two that the database takes for the same are one.
    """
    plain = model()
    columns = {
        str(field.column): _literal(field.get_db_prep_save(getattr(plain, field.attname), connection))
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    columns |= {
        f"{giver}_id": "e.gave", f"{receiver}_id": "e.got", f"{giver}_team_id": "gave.team_id",
        f"{receiver}_team_id": "got.team_id", "at": "to_timestamp(e.at)", "recorded_at": "to_timestamp(e.at)",
    }  # fmt: skip
    columns |= more
    rows = (np.arange(len(gifts)), gifts.giver + 1, received + 1, gifts.at, code)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE e (n bigint, gave bigint, got bigint, at bigint, code bigint)")
        with cursor.copy("COPY e FROM STDIN") as copy:
            for row in zip(*(column.tolist() for column in rows), strict=True):
                copy.write("\t".join(map(str, row)) + "\n")
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM e "  # noqa: S608
            "JOIN recognition_person AS gave ON gave.id = e.gave JOIN recognition_person AS got ON got.id = e.got "
            "ON CONFLICT DO NOTHING"
        )
        cursor.execute("DROP TABLE e")


def _literal(value: object) -> str:
    return sql.Literal(value).as_string(None)
