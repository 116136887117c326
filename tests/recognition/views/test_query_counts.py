"""Busy pages ask the database as often for sixty badges as for three."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recognition.models import Contribution, Outcome, Person, Thanks, Verification

pytestmark = pytest.mark.django_db


def _colleagues(company, first, number):
    return [
        Person.objects.create(
            key=f"p{n}", display_name=f"Person {n:03}", team=company["platform"], started_on=date(2024, 1, 1)
        )
        for n in range(first, first + number)
    ]


@pytest.fixture
def fill(company, bo, chen, many_badges, give, say):
    """Add that many of everything around Bo."""

    def add(number):
        first = Person.objects.count()
        for badge, colleague in zip(many_badges(number), _colleagues(company, first, number), strict=True):
            give(bo, badge)
            give(colleague, badge)
            give(colleague)
            say(colleague, bo, of=badge)
            Thanks.objects.create(giver=colleague, receiver=bo, text="Thank you!", at=timezone.now())
            outcome = Outcome.objects.create(
                source="git", key=f"o-{colleague.key}", kind="change_merged", at=timezone.now(), title="A change"
            )
            Contribution.objects.create(outcome=outcome, person=bo)
            Verification.objects.create(outcome=outcome, verifier=chen, at=timezone.now())

    return add


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("recognition:home", []),
        ("recognition:people", []),
        ("recognition:person", ["bo"]),
        ("recognition:badges", []),
        ("recognition:badge", ["bridge-builder"]),
        ("recognition:recognise", []),
    ],
)
def test_the_number_of_queries_does_not_grow(name, arguments, fill, seen_by, bo):
    client = seen_by(bo)
    address = reverse(name, args=arguments)
    counts = []
    for number in (3, 57):
        fill(number)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 16
