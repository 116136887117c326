"""Signed-in people, and a badge that is held."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What pages keep for a minute belongs to one test."""
    cache.clear()


@pytest.fixture
def seen_by(db):
    """A browser in which this person is signed in."""
    from recognition.models import User

    def sign_in(person):
        user, _ = User.objects.get_or_create(username=person.key, defaults={"person": person})
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def give(badge):
    """Give somebody a badge, as the judge would."""
    from recognition.models import Award, Badge

    def give_to(person, of=None, **more):
        of = of or badge
        fields = {
            "rule_version": 1,
            "given_at": datetime(2026, 3, 1, tzinfo=UTC),
            "why": ["Three teams spoke for them."],
        }
        assert isinstance(of, Badge)
        return Award.objects.create(person=person, badge=of, **(fields | more))

    return give_to


@pytest.fixture
def say(badge):
    """A nomination as it stands in the database."""
    from recognition.models import Nomination

    def said(
        nominator, nominee, *, of=None, days_ago=1, reason="Brought two teams into one room and it worked.", **more
    ):
        at = timezone.now() - timedelta(days=days_ago)
        return Nomination.objects.create(
            key=f"{nominator.key}-{nominee.key}-{Nomination.objects.count()}", badge=of or badge, nominator=nominator,
            nominee=nominee, reason=reason, at=at, quarter=at.year * 4 + (at.month - 1) // 3,
            nominator_team=nominator.team, nominee_team=nominee.team, **more,
        )  # fmt: skip

    return said


@pytest.fixture
def many_badges(db):
    """Make that many live badges."""
    from recognition.models import Badge

    def make(number):
        start = Badge.objects.count()
        return [
            Badge.objects.create(slug=f"b-{n}", name=f"Badge {n:03}", purpose="Does what helps.", state="live")
            for n in range(start, start + number)
        ]

    return make
