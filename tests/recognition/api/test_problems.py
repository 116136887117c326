import json

import pytest

PROBLEM_FIELDS = {"type", "title", "status", "detail", "errors"}


def _assert_problem(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == PROBLEM_FIELDS
    assert answer.json()["status"] == status
    return answer.json()


def _send(client, body, **more):
    return client.generic("POST", "/api/v1/thanks/", body, **{"content_type": "application/json", **more})


def test_an_unknown_address_is_a_problem_not_a_page(as_person, ada):
    _assert_problem(as_person(ada).get("/api/v1/nowhere/"), 404)


def test_a_missing_slash_is_named(anybody):
    assert "slash" in _assert_problem(anybody.get("/api/v1/people"), 404)["detail"]


def test_an_unknown_person_is_a_problem(as_person, ada):
    _assert_problem(as_person(ada).get("/api/v1/people/nobody/"), 404)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "post"])
def test_a_method_that_is_not_taken_is_a_problem_and_says_which_are(as_person, ada, method):
    answer = getattr(as_person(ada), method)("/api/v1/people/")
    _assert_problem(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS" or answer["Allow"].startswith("GET")


def test_another_kind_of_body_is_a_problem(as_person, ada):
    _assert_problem(_send(as_person(ada), "receiver=bo", content_type="text/plain"), 415)


def test_another_kind_of_answer_is_a_problem(as_person, ada):
    _assert_problem(as_person(ada).get("/api/v1/people/", HTTP_ACCEPT="text/html"), 406)


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "null",
        '"text"',
        "{'receiver': 'bo'}",
        '{"text": NaN}',
        b'{"text": "\xff\xfe"}',
        "[" * 100_000,
        '{"a":' * 40_000,
        '{"n": ' + "9" * 5_000 + "}",
        "\ufeff{}",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_broken_json_is_a_problem(as_person, ada, body):
    _assert_problem(_send(as_person(ada), body), 400)


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "nonsense"])
def test_a_strange_charset_changes_nothing(as_person, ada, bo, charset):
    answer = _send(as_person(ada), "{}", content_type=f"application/json; charset={charset}", QUERY_STRING="a=%FF")
    _assert_problem(answer, 400)


def test_a_body_of_ten_megabytes_is_refused(as_person, ada):
    _assert_problem(_send(as_person(ada), '{"text": "' + "x" * 10_000_000 + '"}'), 413)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x00b", "null_characters_not_allowed"),
        ("a\u202eb", "direction_override"),
        ("a\x1bb", "control_character"),
        ("\ud800", "surrogate_characters_not_allowed"),
        ("x" * 501, "max_length"),
        (5, "invalid"),
        (None, "null"),
        ("   ", "blank"),
    ],
)
def test_a_text_that_deceives_or_breaks_is_refused_with_its_place(as_person, ada, bo, text, code):
    answer = _send(as_person(ada), json.dumps({"receiver": "bo", "text": text}))
    errors = _assert_problem(answer, 400)["errors"]
    assert ("text", code) in {(error["path"], error["code"]) for error in errors}


def test_all_errors_of_a_body_come_at_once_with_their_paths(as_person, ada):
    body = {"nominee": "nobody", "badge": 5, "outcomes": [{"source": "git", "key": "nothing"}, 7]}
    errors = _assert_problem(as_person(ada).post("/api/v1/nominations/", body), 400)["errors"]
    assert {error["path"] for error in errors} == {"nominee", "badge", "reason", "outcomes[0]", "outcomes[1]"}


def test_a_misspelt_field_is_refused_not_lost(as_person, ada, bo):
    answer = as_person(ada).post("/api/v1/thanks/", {"receiver": "bo", "text": "Thank you", "outcom": None})
    assert _assert_problem(answer, 400)["errors"][0]["path"] == "outcom"


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("people/?seach=ada", "seach"),
        ("people/ada/?limit=2", "limit"),
        ("people/?limit=0", "limit"),
        ("people/?limit=ten", "limit"),
        ("people/?limit=%C2%B2", "limit"),
        ("people/?automated=perhaps", "automated"),
        ("people/?search=%00", "search"),
        ("badges/?state=gone", "state"),
        ("nominations/?since=yesterday", "since"),
        ("nominations/?since=2026-06-15T12:00:00", "since"),
        ("nominations/?until=0001-01-01T00:00:00%2B14:00", "until"),
        ("thanks/?kind=", "kind"),
        ("people/?team=", "team"),
        ("me/?format=json", "format"),
    ],
)
def test_a_query_that_means_nothing_is_refused(as_person, ada, address, parameter):
    answer = as_person(ada).get(f"/api/v1/{address}")
    assert [error["path"] for error in _assert_problem(answer, 400)["errors"]] == [parameter]


# base64 of "p=abc", "p=9999999999999999999999", "o=-5", "o=x", bytes that are no text
@pytest.mark.parametrize(
    "cursor", ["cD1hYmM=", "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "bz0tNQ==", "bz14", "%FF", "gICA", "a"]
)
def test_a_forged_cursor_is_a_problem(as_person, ada, cursor):
    _assert_problem(as_person(ada).get(f"/api/v1/people/?cursor={cursor}"), 404)


@pytest.mark.parametrize("key", ["%00", "a%00b", "..", "%E2%80%AEab", "a" * 300, "a%2Fb", "%ED%A0%80"])
def test_an_address_with_strange_characters_is_a_problem(as_person, ada, key):
    for noun in ("people", "badges", "nominations", "outcomes/git", "awards/ada", "decisions/ada", "tokens"):
        answer = as_person(ada).get(f"/api/v1/{noun}/{key}/")
        assert answer.status_code in (404, 405), (noun, answer.status_code)
        assert answer["Content-Type"] == "application/problem+json"
