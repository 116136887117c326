import pytest

from recognition.models import Nomination, Outcome, Person

REASON = "Sat with the data team for two days until both schemas agreed."


def _nomination(**more):
    return {"nominee": "bo", "badge": "bridge-builder", "reason": REASON, **more}


def test_it_submits_a_nomination_and_says_where_it_is(as_person, ada, bo, badge):
    client = as_person(ada)
    answer = client.post("/api/v1/nominations/", _nomination())
    assert answer.status_code == 201
    said = answer.json()
    assert (said["nominator"], said["nominee"], said["badge"], said["reason"]) == (
        "ada",
        "bo",
        "bridge-builder",
        REASON,
    )
    assert client.get(answer["Location"]).json() == said


def test_a_later_one_joins_the_first(as_person, ada, bo, chen, badge):
    first = as_person(ada).post("/api/v1/nominations/", _nomination()).json()
    second = as_person(chen).post("/api/v1/nominations/", _nomination()).json()
    assert (first["first"], second["first"]) == (None, first["key"])


def test_it_links_outcomes_by_source_and_key(as_person, ada, bo, badge, outcome_of_bo):
    said = as_person(ada).post("/api/v1/nominations/", _nomination(outcomes=[{"source": "git", "key": "abc/1"}])).json()
    assert said["outcomes"] == [{"source": "git", "key": "abc/1", "kind": "change_merged", "title": "Agree on schemas"}]


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"nominee": "ada"}, "nominee", "oneself"),
        ({"nominee": "robo"}, "nominee", "automated"),
        ({"reason": "Great!"}, "reason", "too_short"),
        ({"reason": "x" * 4001}, "reason", "max_length"),
        ({"badge": "nothing"}, "badge", "does_not_exist"),
        ({"outcomes": "all"}, "outcomes", "not_a_list"),
    ],
)
def test_a_refusal_names_the_field_and_changes_nothing(as_person, ada, bo, robo, badge, change, path, code):
    answer = as_person(ada).post("/api/v1/nominations/", _nomination(**change))
    assert answer.status_code == 400
    assert [(error["path"], error["code"]) for error in answer.json()["errors"]] == [(path, code)]
    assert not Nomination.objects.exists()


def test_the_same_voice_counts_once_a_quarter(as_person, ada, bo, badge):
    as_person(ada).post("/api/v1/nominations/", _nomination())
    again = as_person(ada).post("/api/v1/nominations/", _nomination())
    assert (again.status_code, again.json()["errors"][0]["code"]) == (400, "already_said")


def test_only_the_nominator_withdraws(as_person, ada, bo, badge):
    key = as_person(ada).post("/api/v1/nominations/", _nomination()).json()["key"]
    assert as_person(bo).post(f"/api/v1/nominations/{key}/withdraw/").status_code == 403
    answer = as_person(ada).post(f"/api/v1/nominations/{key}/withdraw/")
    assert (answer.status_code, answer.json()["withdrawn_at"] is None) == (200, False)


def test_withdrawn_words_are_shown_to_the_two_only(as_person, ada, bo, chen, badge):
    key = as_person(ada).post("/api/v1/nominations/", _nomination()).json()["key"]
    as_person(ada).post(f"/api/v1/nominations/{key}/withdraw/")
    seen = {person.key: as_person(person).get(f"/api/v1/nominations/{key}/").status_code for person in (ada, bo, chen)}
    assert seen == {"ada": 200, "bo": 200, "chen": 404}


def test_a_login_of_a_service_reads_but_says_nothing(anybody, ada, bo, badge, django_user_model):
    anybody.force_authenticate(django_user_model.objects.create(username="export"))
    assert anybody.get("/api/v1/nominations/").status_code == 200
    assert anybody.post("/api/v1/nominations/", _nomination()).status_code == 403


def test_it_filters_nominations(as_person, ada, bo, chen, eve, badge):
    as_person(ada).post("/api/v1/nominations/", _nomination())
    as_person(ada).post("/api/v1/nominations/", _nomination(nominee="eve"))
    found = as_person(chen).get("/api/v1/nominations/?nominator=ada&nominee=eve&badge=bridge-builder").json()
    assert [said["nominee"] for said in found["results"]] == ["eve"]
    assert as_person(chen).get("/api/v1/nominations/?until=2020-01-01T00:00:00Z").json()["results"] == []


def test_a_list_costs_the_same_queries_however_long_it_is(
    as_person, ada, bo, company, badge, outcome_of_bo, django_assert_max_num_queries
):
    for number in range(12):
        giver = Person.objects.create(key=f"g{number}", display_name="G", team=company["data"])
        as_person(giver).post("/api/v1/nominations/", _nomination(outcomes=[{"source": "git", "key": "abc/1"}]))
    client = as_person(ada)
    # token, other tokens, person, roles, nominations, their outcomes
    with django_assert_max_num_queries(6):
        answer = client.get("/api/v1/nominations/")
    assert len(answer.json()["results"]) == 12
    assert Outcome.objects.count() == 1
