"""Who goes on the tour: a client for a stranger, for each role, and for the one whom most of it is about."""

import pytest
from django.test import Client

from tests.tour.everything import ROLES

# In the order in which the table of `allowed.txt` names them; `stranger` has no login.
WHO = ("stranger", *ROLES, "holder")


@pytest.fixture
def clients(company_of_the_tour, django_user_model):
    """Who -> a signed-in client."""
    found = {"stranger": Client()}
    for who, person in company_of_the_tour.items():
        found[who] = Client()
        login, _ = django_user_model.objects.get_or_create(username=f"login-{who}", defaults={"person": person})
        found[who].force_login(login)
    return found
