"""The door refuses what it should in the words of SCIM, and keeps nothing of it."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from recognition.actions import directory_tokens
from recognition.actions.actors import System
from recognition.models import DirectoryGroup, DirectoryRequest, DirectoryToken, DirectoryUser, Person
from tests.recognition.directory.provisioning import BULK, ENTERPRISE, PATCH, Provider, user

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


def is_refusal(answer, status=None):
    told = json.loads(answer.content)
    assert told["schemas"] == [ERROR]
    assert 400 <= answer.status_code < 500, (answer.status_code, told)
    assert int(told["status"]) == answer.status_code
    assert status in (None, answer.status_code), (answer.status_code, told)
    assert "Traceback" not in told.get("detail", "")
    return told


def nothing_is_kept():
    return not (Person.objects.exists() or DirectoryUser.objects.exists() or DirectoryGroup.objects.exists())


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer wrong", "Basic dXNlcjpwYXNz", "Token {secret}", "Bearer {secret}x", "Bearer ünïcode"],
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/ServiceProviderConfig"), ("POST", "/Users"), ("DELETE", "")])
def test_without_a_living_token_nobody_comes_in(client, secret, header, method, path):
    headers = {} if header is None else {"Authorization": header.format(secret=secret)}
    answer = client.generic(method, f"/scim/v2{path}", json.dumps(user("ada")), "application/json", headers=headers)
    is_refusal(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert nothing_is_kept()
    assert not DirectoryRequest.objects.exists()


def test_a_token_runs_out_and_can_be_ended(idp):
    token = DirectoryToken.objects.get()
    for change in ({"expires_at": timezone.now() - timedelta(seconds=1)}, {"ended_at": timezone.now()}):
        DirectoryToken.objects.filter(pk=token.pk).update(
            **{"expires_at": timezone.now() + timedelta(days=1), "ended_at": None, **change}
        )
        is_refusal(idp.get("/Users"), 401)


def test_two_tokens_open_while_one_is_rotated(client, idp):
    _token, second = directory_tokens.make(by=System("test"), name="next", days=1)
    assert idp.get("/Users").status_code == 200
    assert Provider(client, second).get("/Users").status_code == 200
    directory_tokens.end(by=System("test"), token=DirectoryToken.objects.get(name="idp"))
    is_refusal(idp.get("/Users"), 401)
    assert Provider(client, second).get("/Users").status_code == 200


def test_no_token_of_another_site_is_needed(secret):
    assert Provider(Client(enforce_csrf_checks=True), secret).send("POST", "/Users", user("ada")).status_code == 201


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'"ada"', 400),
        (b"\xff\xfe", 400),
        (b'{"userName": "\xe4"}', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, 400),
        (b" " * (1024 * 1024 + 1), 413),
        (json.dumps(user("a\x00b")).encode(), 400),
        (json.dumps(user("a\ud800b")).encode(), 400),
        (json.dumps(user("ada", displayName="a\u202eb")).encode(), 400),
        (json.dumps(user("ada", title="x" * 201)).encode(), 400),
        (json.dumps(user("a" * 256)).encode(), 400),
        (json.dumps(user("   ")).encode(), 400),
        (json.dumps(user(5)).encode(), 400),
        (json.dumps({"userName": "ada", "schemas": ["urn:other"]}).encode(), 400),
        (json.dumps({"schemas": [PATCH], "Operations": []}).encode(), 400),
        (json.dumps(user("ada", emails="ada@plaudit.example")).encode(), 400),
        (json.dumps(user("ada", emails=[{"value": "no address"}])).encode(), 400),
        (json.dumps(user("ada", active="perhaps")).encode(), 400),
        (json.dumps(user("ada", manager="x" * 300)).encode(), 400),
    ],
    ids=lambda value: value[:24].decode("latin-1") + f"~{len(value)}" if isinstance(value, bytes) else None,
)
def test_what_is_no_user_is_refused(idp, raw, status):
    is_refusal(idp.send("POST", "/Users", raw=raw), status)
    assert nothing_is_kept()
    assert DirectoryRequest.objects.get().status == status


@pytest.mark.parametrize(
    ("length", "status"), [("9" * 16, 413), ("9" * 5000, 413), ("-1", 400), ("٣", 400), ("1e3", 400)]
)
def test_a_length_beyond_reason_is_refused(idp, length, status):
    headers = {"Authorization": f"Bearer {idp.secret}"}
    answer = idp.client.generic("POST", "/scim/v2/Users", b"{}", headers=headers, CONTENT_LENGTH=length)
    is_refusal(answer, status)
    assert nothing_is_kept()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_another_kind_of_body_is_refused(idp, kind):
    is_refusal(idp.send("POST", "/Users", user("ada"), content_type=kind), 415)
    assert nothing_is_kept()


@pytest.mark.parametrize(
    "query",
    [
        "filter=", "filter=userName", "filter=userName+eq", "filter=" + "(" * 3000, "filter=userName+eq+%22%00%22",
        "filter=" + "not+(" * 1500 + "a+pr" + ")" * 1500, "filter=" + "a" * 9000, "count=x", "startIndex=1.5",
        "sortBy=%5B%5D", "cursor=forged", "attributes=a&excludedAttributes=b", "filter=password+eq+%22x%22",
    ],
)  # fmt: skip
def test_what_is_no_search_is_refused(idp, query):
    idp.create("ada")
    is_refusal(idp.get(f"/Users?{query}"))


@pytest.mark.parametrize("query", ["count=-5", "count=99999999999999999999", f"startIndex={10**30}", "startIndex=-1"])
def test_numbers_beyond_reason_are_brought_to_reason(idp, query):
    idp.create("ada")
    answer = idp.get(f"/Users?{query}")
    assert answer.status_code == 200
    assert answer.json()["totalResults"] == 1


@pytest.mark.parametrize("path", ["/Nothing", "/Users/nobody", "/Users/a%00b", "/Users/" + "x" * 5000, "/../admin/"])
def test_what_is_not_there_is_not_found(idp, path):
    is_refusal(idp.get(path), 404)


def test_a_bulk_keeps_what_can_be_kept_and_says_what_cannot(idp):
    def post(number, told):
        return {"method": "POST", "path": "/Users", "bulkId": str(number), "data": told}

    told = idp.ok("POST", "/Bulk", {
        "schemas": [BULK],
        "Operations": [post(1, user("ada")), post(2, user("ADA")), post(3, user("bo", manager="bulkId:1"))],
    })  # fmt: skip
    assert [one["status"] for one in told["Operations"]] == ["201", "409", "201"]
    assert Person.objects.get(key="bo").manager.key == "ada"


def test_entra_names_a_manager_by_the_bare_id(idp):
    mei, ada = idp.create("mei"), idp.create("ada")
    idp.patch(f"/Users/{ada['id']}", {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": mei["id"]})
    assert Person.objects.get(key="ada").manager.key == "mei"


def test_only_the_last_requests_are_kept(idp, monkeypatch):
    from recognition.directory.scim import guarding

    monkeypatch.setattr(guarding, "KEPT_REQUESTS", 10)
    token = DirectoryToken.objects.get()
    for number in range(130):
        guarding.note(token, "POST", f"Users/{number}", 200, "")
    assert DirectoryRequest.objects.count() < 70


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["userName", "name", "emails", "active", "externalId", "title", "timezone", ENTERPRISE, "id"])
OPERATION = st.fixed_dictionaries(
    {"op": st.sampled_from(["add", "Replace", "remove", "move", ""])},
    optional={"path": NAMES | st.text(max_size=12) | st.just('emails[type eq "work"].value'), "value": JSON},
)


def new_provider():
    return Provider(Client(), directory_tokens.make(by=System("test"), name="idp", days=30)[1])


def is_answered(answer):
    if answer.status_code >= 300:
        is_refusal(answer)


class AnythingAtAll(TestCase):
    """Whatever is sent, the answer is one of SCIM: never an error of ours."""

    @hypothesis_settings(max_examples=20)
    @given(st.dictionaries(NAMES, JSON, max_size=4))
    def test_as_a_user(self, told):
        is_answered(new_provider().send("POST", "/Users", user("ada") | told))

    @hypothesis_settings(max_examples=20)
    @given(st.lists(OPERATION, max_size=3))
    def test_as_a_patch(self, operations):
        idp = new_provider()
        ada = idp.create("ada", name={"givenName": "Ada"})
        body = {"schemas": [PATCH], "Operations": operations}
        is_answered(idp.send("PATCH", f"/Users/{ada['id']}", body))

    @hypothesis_settings(max_examples=20)
    @given(st.text(max_size=40) | st.from_regex(r"\A(userName|emails\.value) (eq|co|gt) \"?[^\"]{0,9}\"?\Z"))
    def test_as_a_filter(self, text):
        is_answered(new_provider().get("/Users?" + urlencode({"filter": text})))
