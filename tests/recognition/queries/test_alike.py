"""Who may be meant by what a tool says of an account."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.models import Person
from recognition.queries.alike import MOST_FOUND, MOST_SUGGESTED, Clue, alike

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(db):
    for key, name, email in (
        ("p-1", "Łucja Müller", "lucja.muller@plaudit.example"),
        ("p-2", "Jonas Berg", "jonas@plaudit.example"),
        ("jberg", "Julia Bergmann", "jb@plaudit.example"),
        ("p-4", "Mary Jane O'Neill", "mj@plaudit.example"),
    ):
        Person.objects.create(key=key, display_name=name, email=email, started_on="2024-01-01")
    Person.objects.create(key="p-5", display_name="Jonas Berg", left_on="2025-01-01", started_on="2024-01-01")


def keys(**clue):
    [found] = alike([Clue(**clue)])
    return [person.key for person in found]


@pytest.mark.parametrize(
    ("clue", "expected"),
    [
        ({"email": "Jonas@PLAUDIT.example"}, ["p-2"]),
        ({"email": "lucja.muller@home.example"}, ["p-1"]),
        ({"email": "7301+lucja-muller@users.noreply.github.com"}, ["p-1"]),
        ({"email": "jonas+work@elsewhere.example"}, ["p-2"]),
        ({"name": "Lucja Muller"}, ["p-1"]),
        ({"name": "Müller, Łucja", "login": "x9"}, ["p-1"]),
        ({"login": "lucja_muller"}, ["p-1"]),
        ({"login": "lmuller"}, ["p-1"]),
        ({"login": "jberg"}, ["jberg", "p-2"]),
        ({"login": "mary-jane"}, ["p-4"]),
        ({"login": "octocat"}, []),
        ({"login": "jo"}, []),
        ({"name": "Jonas"}, []),
        ({"login": "%%%%%"}, []),
        ({"name": "a\0b c\0d", "email": "\0"}, []),
        ({}, []),
    ],
)
def test_whom_a_clue_may_mean_the_likeliest_first(clue, expected):
    assert keys(**clue) == expected


def test_a_few_are_suggested_at_most():
    for number in range(9):
        Person.objects.create(key=f"twin-{number}", display_name="Kim Park", started_on="2024-01-01")
    assert len(keys(name="Kim Park")) == MOST_SUGGESTED


def test_part_of_a_name_that_many_have_hides_nobody_whom_more_speaks_for():
    for number in range(MOST_FOUND + 1):
        Person.objects.create(key=f"b-{number}", display_name=f"A. Berg{number}", started_on="2024-01-01")
    found = alike([Clue(login="jberg"), Clue(name="Jonas Berg"), Clue(email="mj@plaudit.example")])
    assert [people[0].key for people in found] == ["jberg", "p-2", "p-4"]


def test_many_clues_take_one_statement_and_nothing_takes_none():
    with CaptureQueriesContext(connection) as asked:
        found = alike([Clue(login="lmuller"), Clue(), Clue(name="Jonas Berg")])
        alike([Clue(), Clue(login="x")])
    assert [[person.key for person in people] for people in found] == [["p-1"], [], ["p-2"]]
    assert len(asked) == 1
