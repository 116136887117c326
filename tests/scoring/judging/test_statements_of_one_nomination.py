"""One nomination costs the same in a small company and in a large one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.actions import nominations
from recognition.models import Award, Badge, Nomination, Person, Team
from scoring.judging.recalculation import recalculate_queued
from scoring.models import QueuedPerson
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce_small_rules

REASON = "They took the time to help us through the move."


def _company(size: int) -> list[Person]:
    """Everybody has one word from the colleague before them."""
    root = Team.objects.create(key="company", name="Company")
    teams = Team.objects.bulk_create(Team(key=f"t{n}", name=f"T{n}", parent=root) for n in range(5))
    people = Person.objects.bulk_create(
        Person(key=f"p{n}", display_name=f"P{n}", team=teams[n % 5]) for n in range(size)
    )
    enforce_small_rules(people[0], people[1])
    badge = Badge.objects.get(slug="mentor")
    Nomination.objects.bulk_create(
        Nomination(
            key=f"n{n}", badge=badge, nominator=people[n - 1], nominee=people[n], reason=REASON, at=NOW,
            quarter=NOW.year * 4 + 1, nominator_team=people[n - 1].team,
        )
        for n in range(size)
    )  # fmt: skip
    return people


def _statements_for_one_nomination(size: int) -> tuple[int, int, int]:
    """For the two who are named, for the two around them, and how many decisions were stored."""
    people = _company(size)
    nominations.submit(by=people[10], nominee=people[20], badge=Badge.objects.get(slug="mentor"), reason=REASON)
    with CaptureQueriesContext(connection) as statements:
        counts = recalculate_queued()
    assert (counts.persons, QueuedPerson.objects.count()) == (2, 2)  # 10 and 20; whom they had given to is left
    assert Award.objects.get(badge__slug="mentor").person == people[20]
    with CaptureQueriesContext(connection) as around:
        neighbours = recalculate_queued()
    assert (neighbours.persons, QueuedPerson.objects.count()) == (2, 0)
    return len(statements), len(around), counts.decisions + neighbours.decisions


def test_a_decision_takes_as_many_statements_among_2000_people_as_among_50(db):
    from django.db import transaction

    with transaction.atomic():
        small = _statements_for_one_nomination(50)
        transaction.set_rollback(True)
    large = _statements_for_one_nomination(2000)
    assert large == small
    # Thirty-three to judge and store, and at most thirteen that tell the holder, who spoke for them and endpoints.
    assert max(large[:2]) <= 46


@pytest.mark.parametrize("size", [50, 500])
def test_queueing_a_nomination_takes_one_statement(db, size):
    people = _company(size)
    with CaptureQueriesContext(connection) as statements:
        nominations.submit(by=people[10], nominee=people[20], badge=Badge.objects.get(slug="mentor"), reason=REASON)
    assert sum("scoring_queuedperson" in statement["sql"] for statement in statements) == 1
