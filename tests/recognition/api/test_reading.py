from datetime import date

import pytest

from recognition.models import Badge, Person

ADDRESSES = ["me", "people", "teams", "badges", "nominations", "thanks", "outcomes", "awards", "decisions", "tokens"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_answers_nobody_who_is_not_signed_in(anybody, address):
    answer = anybody.get(f"/api/v1/{address}/")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_answers_every_colleague(as_person, ada, address):
    assert as_person(ada).get(f"/api/v1/{address}/").status_code == 200


def test_it_says_who_i_am(as_person, ada):
    me = as_person(ada).get("/api/v1/me/").json()
    assert (me["username"], me["person"]["key"], me["roles"]) == ("ada", "ada", [])


def test_people_and_teams_are_named_by_their_directory_keys(as_person, ada):
    person = as_person(ada).get("/api/v1/people/ada/").json()
    assert (person["key"], person["team"], person["manager"]) == ("ada", "platform", "dina")
    assert "id" not in person
    team = as_person(ada).get("/api/v1/teams/platform/").json()
    assert team == {"key": "platform", "name": "Platform", "parent": "engineering", "closed_on": None}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=moreau", {"eve"}),
        ("search=EV", {"eve"}),
        ("team=platform", {"ada", "bo", "dina", "robo"}),
        ("manager=dina", {"ada", "bo"}),
        ("automated=true", {"robo"}),
        ("automated=false&team=platform", {"ada", "bo", "dina"}),
        ("active=false", {"chen"}),
        ("team=nowhere", set()),
    ],
)
def test_it_filters_people(as_person, ada, bo, chen, eve, robo, query, found):
    Person.objects.filter(key="chen").update(left_on=date(2024, 1, 31))
    people = as_person(ada).get(f"/api/v1/people/?{query}").json()["results"]
    assert {person["key"] for person in people} == found


def test_pages_follow_each_other_without_gap_or_repetition(as_person, ada, bo, chen, eve, robo):
    client, seen, address = as_person(ada), [], "/api/v1/people/?limit=2"
    while address:
        page = client.get(address).json()
        seen += [person["key"] for person in page["results"]]
        address = page["next"]
    assert sorted(seen) == ["ada", "bo", "chen", "dina", "eve", "robo"]


def test_an_answer_that_did_not_change_is_not_sent_twice(as_person, ada):
    client = as_person(ada)
    first = client.get("/api/v1/people/ada/")
    again = client.get("/api/v1/people/ada/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    Person.objects.filter(key="ada").update(title="Engineer")
    assert client.get("/api/v1/people/ada/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_answers_stay_out_of_shared_caches(as_person, ada):
    assert as_person(ada).get("/api/v1/people/")["Cache-Control"] == "private, no-cache"


def test_drafts_of_badges_are_not_shown(as_person, ada, badge):
    Badge.objects.create(slug="secret-plan", name="Secret Plan", purpose="Not yet.", state="draft")
    client = as_person(ada)
    assert [found["slug"] for found in client.get("/api/v1/badges/").json()["results"]] == ["bridge-builder"]
    assert client.get("/api/v1/badges/secret-plan/").status_code == 404


def test_who_has_left_reads_nothing(as_person, ada):
    client = as_person(ada)
    Person.objects.filter(key="ada").update(left_on=date(2024, 1, 31))
    assert client.get("/api/v1/people/").status_code == 401


@pytest.mark.parametrize("address", ["people", "teams", "badges"])
def test_a_list_costs_the_same_queries_however_long_it_is(
    as_person, ada, company, badge, address, django_assert_max_num_queries
):
    client = as_person(ada)
    for number in range(20):
        Person.objects.create(key=f"p{number}", display_name="P", team=company["data"], manager=ada)
        Badge.objects.create(slug=f"b{number}", name=f"B{number}", purpose="P.", state="live")
    # token, other tokens of the user, person, (roles,) rows
    with django_assert_max_num_queries(5):
        answer = client.get(f"/api/v1/{address}/")
    assert len(answer.json()["results"]) >= 5
