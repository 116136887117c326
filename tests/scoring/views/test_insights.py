"""The page of how recognition spreads, and its download."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition.models import Person, RoleGrant, Team, Thanks

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client, django_user_model, dina):
    cache.clear()
    RoleGrant.objects.create(person=dina, role="admin")
    client.force_login(django_user_model.objects.create(username="dina", person=dina))
    return client


@pytest.fixture
def quiet_team(company):
    team = Team.objects.create(key="archive", name="The Archive", parent=company["company"])
    for n in range(5):
        Person.objects.create(key=f"q{n}", display_name=f"Quentin {n}", team=team, started_on="2020-01-01")
    return team


def test_an_empty_company_has_a_page(admin):
    page = admin.get("/insights").content.decode()
    assert "No word was said in this time." in page


def test_it_names_quiet_teams_and_no_person(admin, quiet_team):
    page = admin.get("/insights").content.decode()
    assert "The Archive" in page
    assert "Quentin" not in page


def test_a_stretch_of_time_is_chosen_in_the_address(admin, ada, bo):
    at = timezone.now() - timedelta(days=200)
    Thanks.objects.create(giver=ada, receiver=bo, text="Thanks!", at=at, giver_team=ada.team, receiver_team=bo.team)
    assert "No word was said in this time." in admin.get("/insights?span=half").content.decode()
    assert "No word was said in this time." not in admin.get("/insights?span=year").content.decode()
    assert admin.get("/insights?span=century").status_code == 404


def test_the_download_says_the_same(admin, quiet_team):
    answer = admin.get("/insights.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="plaudit-insights-quarter.csv"'
    assert "gave nothing,archive,people,5" in answer.content.decode().splitlines()


@pytest.mark.parametrize("place", ["=1+1", "\t=1+1"])
def test_no_name_becomes_a_formula(admin, quiet_team, place):
    Person.objects.update(location=place)
    assert f"location,'{place},people,6" in admin.get("/insights.csv").content.decode().splitlines()


def test_a_second_look_asks_the_database_for_nothing_but_the_reader(admin, quiet_team):
    admin.get("/insights")
    with CaptureQueriesContext(connection) as asked:
        admin.get("/insights")
    assert not [query["sql"] for query in asked if "recognition_thanks" in query["sql"]]


def test_the_number_of_statements_does_not_grow_with_the_company(admin, company, ada, bo):
    def count():
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            admin.get("/insights")
        return len(asked)

    first = count()
    for n in range(30):
        team = Team.objects.create(key=f"t{n}", name=f"T {n}", parent=company["company"])
        person = Person.objects.create(key=f"p{n}", display_name=f"P {n}", team=team, started_on="2020-01-01")
        Thanks.objects.create(giver=person, receiver=ada, text="Thanks!", at=timezone.now(), giver_team=team)
    assert count() == first


def test_an_employee_is_told_for_whom_it_is(client, django_user_model, ada):
    client.force_login(django_user_model.objects.create(username="ada", person=ada))
    assert client.get("/insights").status_code == 403
    assert client.get("/insights.csv").status_code == 403
