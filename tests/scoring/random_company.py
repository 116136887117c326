"""A small company with two years of random facts, written straight into the database.

With everything that is awkward on purpose: bots, people who left, unknown teams, gifts to oneself, repeated
pairs, withdrawn and reversed facts, shared roots, outcomes merged by their own author, facts recorded late.
"""

import random
from datetime import date, datetime, timedelta

from recognition.models import (
    Award,
    Badge,
    Contribution,
    Nomination,
    Outcome,
    Person,
    Reversal,
    Team,
    Thanks,
    Verification,
)
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce_small_rules

PEOPLE = 14


def build_random_company(seed: int, *, facts: int = 60) -> list[Person]:
    chance = random.Random(seed)
    people = _people(chance)
    enforce_small_rules(people[0], people[1])
    badges = list(Badge.objects.order_by("id"))
    said: set[tuple[int, int, int, int]] = set()
    for number in range(facts):
        at = _moment(chance)
        _nomination(chance, people, badges, at, number, said)
        _thanks(chance, people, at)
        _outcome(chance, people, at, number)
    for person in chance.sample(people, 4):
        Award.objects.create(
            person=person, badge=badges[0], given_at=NOW - timedelta(days=chance.randrange(300)), rule_version=1,
            status=chance.choice(["active", "frozen", "lapsed", "pending"]),
        )  # fmt: skip
    return people


def _people(chance: random.Random) -> list[Person]:
    root = Team.objects.create(key="company", name="Company")
    departments = [Team.objects.create(key=f"d{n}", name=f"D{n}", parent=root) for n in range(2)]
    teams = [Team.objects.create(key=f"t{n}", name=f"T{n}", parent=departments[n % 2]) for n in range(4)]
    people = []
    for n in range(PEOPLE):
        people.append(
            Person.objects.create(
                key=f"p{n}",
                display_name=f"Person {n}",
                team=chance.choice([*teams, None]),
                automated=n == PEOPLE - 1,
                started_on=chance.choice([None, date(2020, 1, 6), date(2026, 5, 4)]),
                left_on=date(2026, 5, 20) if n == PEOPLE - 2 else None,
            )
        )
    return people


def _moment(chance: random.Random) -> datetime:
    return NOW - timedelta(days=chance.randrange(700), minutes=chance.randrange(1440))


def _recorded(chance: random.Random, at: datetime) -> datetime:
    return at + timedelta(days=chance.choice([0, 0, 0, 40]))


def _later(chance: random.Random, at: datetime) -> datetime | None:
    return at + timedelta(days=chance.randrange(90)) if chance.random() < 0.15 else None


def _nomination(chance, people, badges, at, number, said):
    giver, receiver = chance.sample(people, 2)
    badge = chance.choice(badges[:3])
    quarter = at.year * 4 + (at.month - 1) // 3
    if (giver.pk, receiver.pk, badge.pk, quarter) in said:
        return
    said.add((giver.pk, receiver.pk, badge.pk, quarter))
    Nomination.objects.create(
        key=f"n{number}", badge=badge, nominator=giver, nominee=receiver, reason="For what they did for all of us.",
        at=at, quarter=quarter, nominator_team=giver.team, nominee_team=receiver.team,
        relation=chance.choice([0, 0, 0, 1, 2]), withdrawn_at=_later(chance, at), recorded_at=_recorded(chance, at),
    )  # fmt: skip


def _thanks(chance, people, at):
    giver, receiver = chance.choice(people), chance.choice(people)
    Thanks.objects.create(
        giver=giver, receiver=receiver, kind=chance.choice(Thanks.Kind.values), text="Thank you.", at=at,
        giver_team=giver.team, receiver_team=receiver.team, withdrawn_at=_later(chance, at),
        recorded_at=_recorded(chance, at),
    )  # fmt: skip


def _outcome(chance, people, at, number):
    authors = chance.sample(people, chance.choice([1, 1, 2]))
    outcome = Outcome.objects.create(
        source="git", key=f"o{number}", kind=chance.choice(["change_merged", "incident_resolved"]), at=at,
        root=chance.choice(["", "", f"r{number % 9}"]), area=chance.choice(["", "core", "docs"]),
        lines_added=chance.choice([None, 5, 80, 900]), lines_deleted=chance.choice([None, 0, 30]),
        merged_by=chance.choice([None, authors[0], people[3]]), claimed_by=chance.choice([None, None, authors[0]]),
        recorded_at=_recorded(chance, at),
    )  # fmt: skip
    for index, author in enumerate(authors):
        Contribution.objects.create(outcome=outcome, person=author, is_author=index == 0, team=author.team)
    for verifier in chance.sample(people, chance.choice([0, 1, 1, 2])):
        Verification.objects.create(
            outcome=outcome, verifier=verifier, at=at + timedelta(days=chance.randrange(5)),
            verifier_team=verifier.team, withdrawn_at=_later(chance, at), recorded_at=_recorded(chance, at),
        )  # fmt: skip
    if chance.random() < 0.15:
        reversed_at = at + timedelta(days=chance.randrange(60))
        Reversal.objects.create(outcome=outcome, at=reversed_at, recorded_at=_recorded(chance, reversed_at))
