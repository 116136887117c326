"""A site that signs, and Bo, who holds a badge and may take it along."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from recognition.actions import credentials

SITE = "https://plaudit.example"
DID = "did:web:plaudit.example"
# Made for these tests; nothing else was ever signed with them.
KEY = "z3u2TGvakaLXg5cyAdisBzhuTiZQoR7nmduWh4PMjNqbb1Q8"
PUBLIC_KEY = "z6Mkkk7tKQURM4NvPV7zKijqLYw4TgdFYszMbHfaYTquxbBn"


@pytest.fixture(autouse=True)
def signs(settings):
    settings.SITE_URL, settings.SIGNING_KEY, settings.SIGNING_KEY_OLD = SITE, KEY, []
    cache.clear()
    return settings


@pytest.fixture
def give(badge):
    """Give somebody a badge, as the judge would."""
    from recognition.models import Award

    def give_to(person, **more):
        fields = {"badge": badge, "rule_version": 3, "given_at": datetime(2026, 3, 1, tzinfo=UTC)}
        return Award.objects.create(person=person, **(fields | more))

    return give_to


@pytest.fixture
def award(give, bo):
    return give(bo)


@pytest.fixture
def made(bo, award):
    return credentials.make(by=bo, award=award)


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
