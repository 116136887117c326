"""The navigation offers what somebody can use, and asks for their roles once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from badges_site.places import DESK, EVERY_DAY
from recognition.models import RoleGrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen_by(client, django_user_model):
    def sign_in(person):
        client.force_login(django_user_model.objects.create(username=person.key, person=person))
        return client

    return sign_in


@pytest.mark.parametrize("place", [*EVERY_DAY, *DESK], ids=lambda place: place.address)
def test_every_place_opens_for_whom_it_is_offered(place, seen_by, ada, badge):
    client = seen_by(ada)
    assert client.get(reverse(place.address)).status_code in (200, 403)
    for role in place.roles:
        RoleGrant.objects.all().delete()
        RoleGrant.objects.create(person=ada, role=role, badge=badge if role == "steward" else None)
        assert client.get(reverse(place.address)).status_code == 200, role


def test_without_a_role_there_is_no_desk(seen_by, ada):
    assert 'class="menu menu--desk"' not in seen_by(ada).get("/people").content.decode()


def test_a_reviewer_finds_cases_and_no_workshop(seen_by, ada):
    RoleGrant.objects.create(person=ada, role="reviewer")
    page = seen_by(ada).get("/people").content.decode()
    assert 'href="/cases"' in page
    assert 'href="/workshop"' not in page


def test_the_place_where_one_stands_is_marked(seen_by, ada):
    assert '<a href="/people" aria-current="page"' in seen_by(ada).get("/people").content.decode()


def test_roles_are_read_once_a_page(seen_by, ada, badge):
    RoleGrant.objects.create(person=ada, role="steward", badge=badge)
    RoleGrant.objects.create(person=ada, role="reviewer")
    client = seen_by(ada)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/people")
    assert sum("recognition_rolegrant" in query["sql"] for query in asked) == 1
