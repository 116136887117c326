"""No page asks the database more often where there is more to show."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tour.addresses import every_address
from tests.tour.growth import grow
from tests.tour.visitors import WHO

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FEW, MANY = 4, 30
MOST_OF_A_PROFILE = 8


def _pages():
    """Of the site: the API's lists have tests of their own."""
    return [address for address in every_address() if not address.name.startswith("api:")]


def _seen(address, clients):
    """By whom: the first of the holder and the roles who gets a page; None where it takes no GET or nobody may."""
    for who in reversed(WHO):
        if clients[who].get(address.url()).status_code == 200:
            return who
    return None


def _statements(address, client):
    cache.clear()
    client.get(address.url())
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address.url()).status_code == 200
    return [query["sql"] for query in asked]


def test_no_page_asks_more_often_for_many_than_for_few(clients, company_of_the_tour):
    people = {"holder": company_of_the_tour["holder"], "others": [company_of_the_tour["employee"]]}
    grow(0, FEW, **people)
    visited = {address: who for address in _pages() if (who := _seen(address, clients))}
    few = {address.name: len(_statements(address, clients[who])) for address, who in visited.items()}
    grow(FEW, MANY, **people)
    many = {address.name: len(_statements(address, clients[who])) for address, who in visited.items()}
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    assert len(few) > 40


@pytest.mark.parametrize("who", ["holder", "employee"])
def test_a_profile_takes_eight_statements_at_most(clients, company_of_the_tour, who):
    grow(0, MANY, holder=company_of_the_tour["holder"], others=[])
    profile = next(address for address in _pages() if address.name == "recognition:person")
    assert len(_statements(profile, clients[who])) <= MOST_OF_A_PROFILE
