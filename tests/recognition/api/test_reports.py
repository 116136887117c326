"""Programs report outcomes; people take back what did not hold."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from knox.models import AuthToken

from recognition.models import AuditEntry, Outcome, TokenName, User
from tests.recognition.api.conftest import CheckedClient

ADDRESS = "/api/v1/outcome-reports/"
REPORT = {"key": "build-1", "kind": "service_deployed", "at": "2026-06-15T12:00:00Z", "authors": ["ada"], "title": "12"}


def _command(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def build(db):
    """A client with a token of the service `build`, made as an operator makes it."""
    _command("logins", "service", "build")

    def client_of(*scopes):
        wanted = [word for scope in scopes for word in ("--scope", scope)]
        client = CheckedClient()
        secret = _command("tokens", "make", "build", "--name", "Build server", *wanted)
        client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
        return client

    return client_of


def test_a_program_reports_under_its_own_name(build, ada):
    answer = build("outcomes").post(ADDRESS, REPORT)
    assert (answer.status_code, answer.json()["source"], answer.json()["authors"]) == (201, "build", ["ada"])
    assert AuditEntry.objects.get(verb="outcome.report").actor == "system:service build"


def test_the_same_report_again_changes_nothing_and_another_one_is_refused(build, ada, bo):
    client = build("outcomes")
    assert [client.post(ADDRESS, REPORT).status_code for _ in range(2)] == [201, 201]
    assert client.post(ADDRESS, {**REPORT, "authors": ["bo"]}).status_code == 400
    assert Outcome.objects.count() == 1


def test_it_reads_and_says_nothing_else(build, ada, bo):
    client = build("outcomes", "read")
    assert client.get("/api/v1/people/").status_code == 200
    for address in ("thanks", "nominations", "outcomes", "verifications", "reversals"):
        assert client.post(f"/api/v1/{address}/", {}).status_code == 403, address
    assert client.get("/api/v1/me/preferences/").status_code == 403


def test_without_the_scope_it_reports_nothing(build, ada):
    assert build("read").post(ADDRESS, REPORT).status_code == 403


def test_a_token_of_a_service_from_before_there_were_scopes_reports_nothing(build, ada):
    _token, secret = AuthToken.objects.create(user=User.objects.get(username="build"))
    client = CheckedClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    assert client.post(ADDRESS, REPORT).status_code == 403


def test_a_person_claims_instead(as_person, ada):
    assert as_person(ada).post(ADDRESS, REPORT).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [{"authors": []}, {"authors": ["nobody"]}, {"kind": "fame"}, {"at": "soon"}, {"at": "0001-01-01T00:00:00+14:00"},
     {"files": 2**31}, {"files": -1}, {"url": "javascript:alert(1)"}, {"key": "\x00"}, {"key": "a\u202eb"}],
    ids=lambda wrong: next(iter(wrong)),
)  # fmt: skip
def test_a_report_that_cannot_be_is_refused_and_nothing_is_stored(build, ada, wrong):
    assert build("outcomes").post(ADDRESS, {**REPORT, **wrong}).status_code == 400
    assert not Outcome.objects.exists()


def test_an_outcome_is_taken_back_by_its_only_author(as_person, bo, ada, outcome_of_bo):
    body = {"outcome": {"source": "git", "key": "abc/1"}, "reason": "It broke the release."}
    assert as_person(ada).post("/api/v1/reversals/", body).status_code == 403
    assert as_person(bo).post("/api/v1/reversals/", body).json()["kind"] == "reverted"
    assert as_person(bo).post("/api/v1/reversals/", body).status_code == 400


@pytest.mark.parametrize(
    "words",
    [
        ("tokens", "make", "nobody", "--name", "x", "--scope", "read"),
        ("tokens", "make", "build", "--name", "x"),
        ("tokens", "make", "build", "--name", " ", "--scope", "read"),
        ("tokens", "make", "build", "--name", "x", "--scope", "read", "--days", "4000"),
        ("tokens", "make", "ada", "--name", "x", "--scope", "read"),
        ("logins", "service", "build"),
        ("logins", "service", "ada.l"),
        ("logins", "service", "a b"),
    ],
    ids=" ".join,
)
def test_commands_say_what_is_wrong(build, ada, words):
    User.objects.create(username="ada", person=ada)
    type(ada).objects.filter(pk=ada.pk).update(key="ada.l")
    with pytest.raises(CommandError):
        _command(*words)
    assert not TokenName.objects.exists()


def test_tokens_of_a_service_are_listed(build):
    build("read")
    listed = _command("tokens", "list", "build")
    assert "read" in listed
    assert "Build server" in listed
