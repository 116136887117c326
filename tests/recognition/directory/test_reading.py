"""What identity providers ask before each push reads what it needs, however many people there are."""

import pytest

from recognition.directory.scim import searching
from recognition.models import DirectoryUser, Person
from tests.recognition.directory.provisioning import ENTERPRISE


@pytest.fixture
def many(idp):
    people = Person.objects.bulk_create(Person(key=f"p{n}", display_name=f"Person {n}") for n in range(300))
    DirectoryUser.objects.bulk_create(
        DirectoryUser(
            person=person,
            name=person.key,
            external_id=f"00u{n}",
            told={"userName": person.key, "externalId": f"00u{n}", "active": True},
        )
        for n, person in enumerate(people)
    )


@pytest.mark.parametrize(
    "scim_filter",
    [
        'userName eq "P7"',
        'externalId eq "00u7"',
        'userName eq "p7" and active eq true',
        f'{ENTERPRISE}:employeeNumber eq "7" or userName eq "p7"',
        '(externalId eq "00u7") and meta.lastModified gt "2020-01-01T00:00:00Z"',
    ],
)
def test_one_is_found_by_reading_one(idp, many, monkeypatch, django_assert_max_num_queries, scim_filter):
    monkeypatch.setattr(searching, "MOST_READ", 1)
    with django_assert_max_num_queries(5):
        assert [one["userName"] for one in idp.found("Users", scim_filter)] == ["p7"]


def test_what_would_read_too_much_is_refused(idp, many, monkeypatch):
    monkeypatch.setattr(searching, "MOST_READ", 100)
    answer = idp.get("/Users?filter=title+co+%22x%22")
    assert (answer.status_code, answer.json()["scimType"]) == (400, "tooMany")


def test_a_page_is_read_and_not_the_table(idp, many, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(searching, "MOST_READ", 1)
    with django_assert_max_num_queries(5):
        told = idp.get("/Users?startIndex=251&count=100").json()
    assert (told["totalResults"], len(told["Resources"])) == (300, 50)


def test_cursors_walk_through_everybody_once(idp, many):
    seen, cursor = [], ""
    while cursor is not None:
        told = idp.get(f"/Users?count=80&cursor={cursor}").json()
        seen += [one["id"] for one in told["Resources"]]
        cursor = told.get("nextCursor")
    assert len(seen) == len(set(seen)) == 300


def test_members_are_left_out_where_nobody_asks_for_them(idp, django_assert_num_queries):
    ada = idp.create("ada")
    told = idp.group("team-one", [ada["id"]])
    without = idp.get(f"/Groups/{told['id']}?excludedAttributes=members").json()
    assert "members" not in without
    assert [one["displayName"] for one in idp.found("Groups", f'members[value eq "{ada["id"]}"]')] == ["team-one"]
    assert [one["id"] for one in idp.found("Groups", 'displayName eq "TEAM-one"')] == [told["id"]]
