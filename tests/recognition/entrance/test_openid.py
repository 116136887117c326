"""OpenID Connect, against a provider over HTTP."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.utils import timezone
from jwt import PyJWKSet
from oidc_provider_mock import User as ProvidersUser
from oidc_provider_mock import run_server_in_thread

from recognition.entrance import openid as door
from recognition.entrance.company import OpenID
from recognition.models import AuditEntry, Person, RoleGrant, User, UserSession
from tests.recognition.entrance.conftest import agree, change_sign_in

pytestmark = pytest.mark.django_db


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_first_time_a_verified_address_says_who_it_is(client, ada, come):
    answer = come("sub-ada", "/badges")
    assert (answer.status_code, answer["Location"]) == (302, "/badges")
    assert client.get("/").status_code == 200
    login = User.objects.get(person=ada)
    assert not login.has_usable_password()
    assert UserSession.objects.get(user=login).way == "openid"
    assert AuditEntry.objects.filter(verb="login.connect", object_key="ada").count() == 1


def test_from_then_on_the_subject_does_whatever_the_address(client, ada, bo, come):
    come("sub-ada")
    client.logout()
    Person.objects.filter(pk=ada.pk).update(email="ada.lindqvist@plaudit.example")
    Person.objects.filter(pk=bo.pk).update(email="ada@plaudit.example")
    come("sub-ada")
    assert client.session["_auth_user_id"] == str(User.objects.get(person=ada).pk)
    assert SocialAccount.objects.count() == 1


def test_only_what_names_the_account_is_kept_of_it(ada, come, openid):
    come("sub-ada")
    assert SocialAccount.objects.get().extra_data == {"issuer": openid, "subject": "sub-ada"}


@pytest.mark.parametrize(
    ("sub", "words"),
    [
        ("sub-unverified", "no verified e-mail address"),
        ("sub-silent", "no verified e-mail address"),
        ("sub-stranger", "Nobody in the directory has the address stranger@elsewhere.example"),
    ],
)
def test_who_is_not_certainly_somebody_is_refused_and_told_whom_to_ask(client, ada, come, settings, sub, words):
    change_sign_in(settings, help="Ask people@plaudit.example.")
    page = come(sub)
    assert page.status_code == 403
    assert words in page.content.decode()
    assert "Ask people@plaudit.example." in page.content.decode()
    assert not signed_in(client)
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


def test_a_provider_that_says_nothing_of_verifying_can_be_trusted_by_the_operator(client, ada, come, settings):
    change_sign_in(settings, openid=replace(settings.SIGN_IN.openid, trusts_email=True))
    assert come("sub-silent").status_code == 302


def test_but_not_against_its_own_word(client, ada, come, settings):
    change_sign_in(settings, openid=replace(settings.SIGN_IN.openid, trusts_email=True))
    assert come("sub-unverified").status_code == 403


ADA, BO = "ada@plaudit.example", "bo@plaudit.example"


@pytest.fixture
def says(monkeypatch, come):
    """Ada comes from a provider whose ID token says this of her address, and its user info that."""
    door_of = door.CompanyOpenIDAdapter
    claims = door_of._claims

    def comes(in_token, in_user_info):
        def in_part(self, id_token):
            whole = claims(self, id_token)
            return {name: value for name, value in whole.items() if name not in door.ABOUT_EMAIL} | in_token

        monkeypatch.setattr(door_of, "_claims", in_part)
        monkeypatch.setattr(door_of, "_fetch_user_info", lambda *_: {"sub": "sub-ada", **in_user_info})
        return come("sub-ada")

    return comes


@pytest.mark.parametrize(
    ("in_token", "in_user_info", "opens"),
    [
        # One verifies, the other names the address: nobody said that this one is verified.
        ({"email_verified": True}, {"email": BO}, None),
        ({"email_verified": True}, {"email": BO, "email_verified": False}, None),
        ({"email": BO}, {"email_verified": True}, None),
        ({"email": BO, "email_verified": False}, {"email": ADA, "email_verified": True}, None),
        # Both say both: the token goes first. Or one of the two says both.
        ({"email": ADA, "email_verified": True}, {"email": BO, "email_verified": True}, "ada"),
        ({"email": BO}, {"email": ADA, "email_verified": True}, "ada"),
        ({"email_verified": False}, {"email": ADA, "email_verified": True}, "ada"),
        ({}, {"email": ADA, "email_verified": True}, "ada"),
        ({"email": None}, {"email": ADA, "email_verified": True}, "ada"),
        ({}, {"email": ADA}, None),
        ({}, {}, None),
    ],
)
def test_an_address_and_the_word_that_it_is_verified_come_from_the_same_answer(
    client, ada, bo, says, in_token, in_user_info, opens
):
    answer = says(in_token, in_user_info)
    assert answer.status_code == (403 if opens is None else 302)
    assert [login.person.key for login in User.objects.all()] == ([opens] if opens else [])


def test_nor_does_trust_mix_them(client, ada, bo, says, settings):
    change_sign_in(settings, openid=replace(settings.SIGN_IN.openid, trusts_email=True))
    assert says({"email": ADA}, {"email": BO, "email_verified": False}).status_code == 302
    assert User.objects.get().person == ada


def test_groups_that_are_null_in_the_token_come_from_the_user_info(ada, says, settings):
    change_sign_in(settings, role_groups={"auditor": frozenset({"auditors"})})
    RoleGrant.objects.create(person=ada, role="auditor", from_groups=True)
    said = {"email": ADA, "email_verified": True}
    assert says(said | {"groups": None}, said | {"groups": ["auditors"]}).status_code == 302
    assert RoleGrant.objects.filter(person=ada, role="auditor", from_groups=True).exists()


def test_too_many_groups_to_be_said_take_nothing_also_where_they_are_null(ada, says, settings):
    change_sign_in(settings, role_groups={"auditor": frozenset({"auditors"})})
    RoleGrant.objects.create(person=ada, role="auditor", from_groups=True)
    elsewhere = {"groups": None, "_claim_names": {"groups": "src1"}}
    assert says({"email": ADA, "email_verified": True} | elsewhere, {}).status_code == 302
    assert RoleGrant.objects.filter(person=ada, role="auditor").exists()


def test_who_left_is_refused_the_first_time_and_later(client, ada, come):
    come("sub-ada")
    client.logout()
    Person.objects.filter(pk=ada.pk).update(left_on=timezone.localdate() - timedelta(days=1))
    again = come("sub-ada")
    assert again.status_code == 403
    assert "no longer works here" in again.content.decode()
    assert not signed_in(client)


def test_a_bot_is_nobody(client, robo, come, providers_users):
    Person.objects.filter(pk=robo.pk).update(email="ada@plaudit.example", started_on=date(2023, 1, 9))
    assert come("sub-ada").status_code == 403


def test_the_request_carries_a_proof_key_a_state_and_a_nonce(client, openid):
    asked = parse_qs(urlsplit(client.get("/sign-in/openid?scope=admin&auth_params=prompt%3Dnone").url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce"} <= asked.keys()
    assert "prompt" not in asked
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}


def test_another_state_is_not_believed(client, ada, openid):
    back = agree(client.get("/sign-in/openid"), "sub-ada").replace("state=", "state=x")
    assert client.get(back).status_code == 400
    assert not signed_in(client)


def test_a_code_is_good_once(client, ada, openid):
    back = agree(client.get("/sign-in/openid"), "sub-ada")
    client.get(back)
    client.logout()
    assert client.get(back).status_code == 400
    assert not signed_in(client)


def test_another_nonce_is_not_believed(client, ada, openid):
    begun = client.get("/sign-in/openid")
    begun["Location"] = begun["Location"].replace("nonce=", "nonce=x")
    assert client.get(agree(begun, "sub-ada")).status_code == 400
    assert not signed_in(client)


def test_a_token_for_another_client_is_not_believed(client, ada, openid, settings):
    back = agree(client.get("/sign-in/openid"), "sub-ada")
    change_sign_in(settings, openid=replace(settings.SIGN_IN.openid, client_id="another"))
    assert client.get(back).status_code == 400
    assert not signed_in(client)


def test_a_token_that_somebody_else_signed_is_not_believed(client, ada, openid, monkeypatch):
    with run_server_in_thread(user_claims=[]) as other:
        keys = requests.get(f"http://localhost:{other.server_port}/jwks", timeout=5).json()
    stranger = PyJWKSet.from_dict(keys).keys[0]
    monkeypatch.setattr(door.CompanyOpenIDAdapter, "_key", lambda *_: stranger)
    assert client.get(agree(client.get("/sign-in/openid"), "sub-ada")).status_code == 400
    assert not signed_in(client)


def test_an_expired_token_is_not_believed(client, ada, settings):
    claims = {"email": "ada@plaudit.example", "email_verified": True}
    with run_server_in_thread(
        user_claims=[ProvidersUser(sub="late", claims=claims)], access_token_max_age=timedelta(hours=-1)
    ) as server:
        change_sign_in(settings, openid=OpenID(f"http://localhost:{server.server_port}", "plaudit", "secret"))
        assert client.get(agree(client.get("/sign-in/openid"), "late")).status_code in (400, 502)
    assert not signed_in(client)


def test_another_issuer_is_not_believed(client, ada, openid, monkeypatch):
    """The provider's own document must call itself as the operator does."""
    back = agree(client.get("/sign-in/openid"), "sub-ada")
    config = {**requests.get(f"{openid}/.well-known/openid-configuration", timeout=5).json(), "issuer": "https://evil"}
    monkeypatch.setattr(door.OpenIDConnectOAuth2Adapter, "openid_config", config)
    assert client.get(back).status_code in (400, 502)
    assert not signed_in(client)


def test_a_provider_that_is_away_is_told(client, ada, settings):
    change_sign_in(settings, openid=OpenID("http://127.0.0.1:9", "plaudit", "secret"))
    page = client.get("/sign-in/openid")
    assert page.status_code == 502
    assert "did not answer as it should" in page.content.decode()


def test_who_breaks_off_comes_back_to_the_door(client, openid):
    state = parse_qs(urlsplit(client.get("/sign-in/openid").url).query)["state"][0]
    back = client.get("/sign-in/openid/back", {"state": state, "error": "access_denied"})
    assert back["Location"] == "/sign-in"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=x",
        "state=x",
        "code=x&state=%FF%FE",
        "error=x",
        f"code={'x' * 7000}",
        "state[]=1",
        "code=%00",
    ],
    ids=["empty", "no-state", "no-code", "not-utf8", "error", "long", "nested", "null"],
)
def test_whatever_comes_back_is_refused_without_a_trace(client, openid, query):
    page = client.get(f"/sign-in/openid/back?{query}")
    assert page.status_code in (302, 400)
    assert "Traceback" not in page.content.decode()
    assert not User.objects.exists()
    assert not Session.objects.exists()


def test_not_configured_there_is_no_such_door(client, db):
    assert client.get("/sign-in/openid").status_code == 404
    assert client.get("/sign-in/openid/back").status_code == 404
    assert "company account" not in client.get("/sign-in").content.decode()


def test_configured_the_door_offers_it(client, openid):
    page = client.get("/sign-in?next=/badges").content.decode()
    assert 'href="/sign-in/openid?next=/badges"' in page
    assert "Acme" in page
