"""Clients of the API that carry a real token and hold every answer against the OpenAPI document."""

import pytest
from django.core.cache import cache
from knox.models import AuthToken
from rest_framework.test import APIClient

from recognition.models import Contribution, Outcome, User
from tests.conftest import NOW
from tests.recognition.api.document import differences


@pytest.fixture(autouse=True)
def _no_throttle_from_other_tests():
    cache.clear()


class CheckedClient(APIClient):
    """Fails where an answer is not what the document says; so does every test of the API, for its own answers."""

    def request(self, **kwargs):
        answer = super().request(**kwargs)
        route = answer.resolver_match.route if answer.resolver_match else "unknown"
        assert differences(kwargs["REQUEST_METHOD"], route, answer) == []
        return answer


@pytest.fixture
def anybody(db):
    return CheckedClient()


@pytest.fixture
def as_person(db):
    """`as_person(ada)` is a client with a token of Ada's."""

    def client_of(person):
        user, _ = User.objects.get_or_create(username=person.key, defaults={"person": person})
        _, secret = AuthToken.objects.create(user=user)
        client = CheckedClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
        return client

    return client_of


@pytest.fixture
def outcome_of_bo(bo):
    outcome = Outcome.objects.create(source="git", key="abc/1", kind="change_merged", at=NOW, title="Agree on schemas")
    Contribution.objects.create(outcome=outcome, person=bo, team=bo.team)
    return outcome
