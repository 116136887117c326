from datetime import timedelta

import pytest
from django.utils import timezone
from knox.models import AuthToken

from recognition.actions import tokens
from recognition.models import AuditEntry, Person, User

PASSWORD = "a quiet harbour at six"


@pytest.fixture
def login(ada):
    return User.objects.create_user("ada.l", password=PASSWORD, person=ada)


def _sign_in(client, username="ada.l", password=PASSWORD):
    return client.post("/api/v1/tokens/", {"username": username, "password": password})


def test_a_password_is_exchanged_for_a_token_that_opens_the_api(anybody, login):
    answer = _sign_in(anybody)
    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    anybody.credentials(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    assert anybody.get("/api/v1/me/").json()["person"]["key"] == "ada"


@pytest.mark.parametrize(
    ("username", "password"), [("ada.l", "wrong"), ("nobody", PASSWORD), ("ada.l", PASSWORD + " ")]
)
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(anybody, login, username, password):
    answer = _sign_in(anybody, username, password)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "no_match")
    assert not AuthToken.objects.exists()


def test_who_has_left_gets_no_token(anybody, login):
    Person.objects.filter(key="ada").update(left_on="2024-01-31")
    assert _sign_in(anybody).status_code == 400


def test_guessing_is_slowed_down(anybody, login):
    answers = [_sign_in(anybody, password="wrong").status_code for _ in range(11)]
    assert answers == [400] * 10 + [429]


def test_a_token_that_expired_opens_nothing_but_does_not_keep_one_from_signing_in(anybody, login):
    anybody.credentials(HTTP_AUTHORIZATION=f"Token {_sign_in(anybody).json()['token']}")
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert anybody.get("/api/v1/me/").status_code == 401
    assert _sign_in(anybody).status_code == 201


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token \xff", "Token " + "0" * 64, "Token a-b"])
def test_a_broken_token_is_refused(anybody, login, header):
    assert anybody.get("/api/v1/me/", HTTP_AUTHORIZATION=header).status_code == 401


def test_a_person_sees_and_ends_own_tokens_only(as_person, ada, bo):
    client, other = as_person(ada), as_person(bo)
    [token] = client.get("/api/v1/tokens/").json()
    assert token["current"] is True
    assert other.delete(f"/api/v1/tokens/{token['id']}/").status_code == 404
    assert client.delete(f"/api/v1/tokens/{token['id']}/").status_code == 204
    assert client.get("/api/v1/me/").status_code == 401


def test_ending_one_stands_in_the_log(as_person, ada, anybody):
    client = as_person(ada)
    [token] = client.get("/api/v1/tokens/").json()
    client.delete(f"/api/v1/tokens/{token['id']}/")
    assert AuditEntry.objects.get(verb="token.end", actor="ada").data == {"token": token["id"]}


def test_the_login_of_a_service_ends_its_own_which_stands_in_the_log_too(anybody):
    token, secret = AuthToken.objects.create(user=User.objects.create_user("collector", password=PASSWORD))
    anybody.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    assert anybody.delete(f"/api/v1/tokens/{token.token_key}/").status_code == 204
    entry = AuditEntry.objects.get(verb="login.end_token")
    assert (entry.actor, entry.object_kind, entry.object_key) == ("system:api", "login", "collector")
    assert not AuthToken.objects.exists()


def test_the_bound_is_that_of_the_page(anybody, login, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_TOKENS", 1)
    assert _sign_in(anybody).status_code == 201
    assert "You have 1 tokens" in _sign_in(anybody).json()["errors"][0]["message"]


def test_the_number_of_tokens_is_bounded(anybody, login):
    for _ in range(20):
        AuthToken.objects.create(user=login)
    assert _sign_in(anybody).json()["errors"][0]["code"] == "too_many"
