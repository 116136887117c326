from recognition.models import Thanks


def test_it_gives_thanks_for_an_outcome(as_person, ada, bo, outcome_of_bo):
    body = {
        "receiver": "bo",
        "text": "You saved my week.",
        "kind": "helped",
        "outcome": {"source": "git", "key": "abc/1"},
    }
    answer = as_person(ada).post("/api/v1/thanks/", body)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["giver"], said["receiver"], said["kind"], said["outcome"]["key"]) == ("ada", "bo", "helped", "abc/1")
    assert as_person(bo).get("/api/v1/thanks/?receiver=bo").json()["results"] == [said]


def test_it_refuses_thanks_to_oneself(as_person, ada):
    answer = as_person(ada).post("/api/v1/thanks/", {"receiver": "ada", "text": "Well done, me."})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (400, "receiver")
    assert not Thanks.objects.exists()


def test_it_refuses_an_outcome_that_nobody_knows(as_person, ada, bo):
    body = {"receiver": "bo", "text": "Thank you.", "outcome": {"source": "git", "key": "nothing"}}
    answer = as_person(ada).post("/api/v1/thanks/", body)
    assert [(e["path"], e["code"]) for e in answer.json()["errors"]] == [("outcome", "does_not_exist")]


def test_an_answer_names_nobody_and_nothing_by_number(as_person, ada, bo, outcome_of_bo):
    said = as_person(ada).post("/api/v1/thanks/", {"receiver": "bo", "text": "Thank you."}).json()
    assert set(said) == {"giver", "receiver", "kind", "text", "outcome", "at", "withdrawn_at"}


def test_it_says_in_our_words_how_long_a_text_may_be(as_person, ada, bo):
    answer = as_person(ada).post("/api/v1/thanks/", {"receiver": "bo", "text": "You saved my week. " * 40})
    (error,) = answer.json()["errors"]
    assert (error["path"], error["message"]) == ("text", "This is too long: at most 500 characters.")
