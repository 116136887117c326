from recognition.models import Outcome


def test_it_reads_an_outcome_by_source_and_key_even_with_a_slash(as_person, ada, outcome_of_bo):
    outcome = as_person(ada).get("/api/v1/outcomes/git/abc/1/").json()
    assert (outcome["source"], outcome["key"], outcome["authors"], outcome["reversal"]) == (
        "git",
        "abc/1",
        ["bo"],
        None,
    )


def test_it_filters_by_person(as_person, ada, outcome_of_bo):
    client = as_person(ada)
    assert len(client.get("/api/v1/outcomes/?person=bo").json()["results"]) == 1
    assert client.get("/api/v1/outcomes/?person=ada").json()["results"] == []


def test_a_person_claims_an_outcome_and_another_confirms_it(as_person, ada, chen):
    answer = as_person(ada).post(
        "/api/v1/outcomes/",
        {"kind": "document_published", "title": "Guide to on-call", "url": "https://docs.plaudit.example/on-call"},
    )
    assert answer.status_code == 201
    name = {"source": answer.json()["source"], "key": answer.json()["key"]}
    word = as_person(chen).post("/api/v1/verifications/", {"outcome": name, "kind": "accepted", "note": "I use it."})
    assert (word.status_code, word.json()["verifier"]) == (201, "chen")
    seen = as_person(ada).get(answer["Location"]).json()
    assert (seen["claimed_by"], [v["verifier"] for v in seen["verifications"]]) == ("ada", ["chen"])


def test_nobody_confirms_their_own_outcome(as_person, bo, outcome_of_bo):
    answer = as_person(bo).post("/api/v1/verifications/", {"outcome": {"source": "git", "key": "abc/1"}})
    assert answer.status_code in (400, 403)
    assert answer["Content-Type"] == "application/problem+json"
    assert not outcome_of_bo.verifications.exists()


def test_a_link_that_is_no_web_address_is_refused(as_person, ada):
    body = {"kind": "document_published", "title": "Guide to on-call", "url": "javascript:alert(1)"}
    answer = as_person(ada).post("/api/v1/outcomes/", body)
    assert [error["path"] for error in answer.json()["errors"]] == ["url"]
    assert not Outcome.objects.exists()


def test_a_list_costs_the_same_queries_however_long_it_is(as_person, ada, bo, chen, django_assert_max_num_queries):
    for number in range(12):
        outcome = Outcome.objects.create(source="git", key=str(number), kind="change_merged", at="2026-01-01T00:00Z")
        outcome.contributions.create(person=bo)
        outcome.verifications.create(verifier=chen, at="2026-01-02T00:00Z")
    client = as_person(ada)
    # token, other tokens, person, outcomes, contributions and their people, verifications and theirs
    with django_assert_max_num_queries(8):
        assert len(client.get("/api/v1/outcomes/").json()["results"]) == 12
