"""A local password with a second step, and who must have one."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse

from recognition.models import AuditEntry, RoleGrant, User, UserSession
from tests.recognition.entrance.conftest import change_sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture
def login(ada):
    return User.objects.create_user("ada", password=PASSWORD, person=ada)


def enter(client, password=PASSWORD, onward="/badges"):
    return client.post("/sign-in", {"username": "ada", "password": password, "next": onward})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_app(client):
    """The secret of the app, and the recovery codes."""
    page = client.get("/settings/security/app").content.decode()
    secret = re.search(r'id="secret"[^>]* value="([A-Z2-7]+)"', page)[1]
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = client.post("/settings/security/app", {"code": code_of(secret)})
    assert done["Location"] == "/settings/security/codes"
    codes = re.findall(r"<code>(\w+)</code>", client.get("/settings/security/codes").content.decode())
    cache.clear()  # the same code may not be used twice within half a minute
    return secret, codes


def test_a_password_alone_opens_where_nothing_more_is_set_up(client, login):
    assert enter(client)["Location"] == "/badges"
    assert UserSession.objects.get().way == "password"


def test_with_an_app_it_takes_two_steps(client, login):
    enter(client)
    secret, codes = set_up_app(client)
    assert len(codes) == 10
    client.logout()
    assert enter(client)["Location"] == "/sign-in/second-step"
    assert client.get("/")["Location"].startswith("/sign-in")
    assert client.post("/sign-in/second-step", {"code": "000000"}).status_code == 200
    assert client.post("/sign-in/second-step", {"code": code_of(secret)})["Location"] == "/badges"
    assert UserSession.objects.get(user=login).way == "two_steps"


def test_a_recovery_code_opens_once(client, login):
    enter(client)
    _secret, codes = set_up_app(client)
    for opens in (True, False):
        client.logout()
        enter(client)
        assert (client.post("/sign-in/second-step", {"code": codes[0]}).status_code == 302) is opens


def test_secrets_are_not_in_the_database_as_they_are(client, login):
    enter(client)
    secret, codes = set_up_app(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert all(code not in kept for code in codes)


def test_recovery_codes_are_shown_once(client, login):
    enter(client)
    _secret, codes = set_up_app(client)
    assert codes[0] not in client.get("/settings/security/codes").content.decode()


def test_the_second_step_cannot_be_guessed(client, login):
    enter(client)
    set_up_app(client)
    client.logout()
    enter(client)
    for _ in range(8):
        page = client.post("/sign-in/second-step", {"code": "000000"})
    assert "Too many failed" in page.content.decode()


def test_removing_it_is_audited_and_asks_first_who_it_is(client, login):
    enter(client)
    set_up_app(client)
    client.post("/settings/security/app/remove")
    verbs = AuditEntry.objects.filter(object_key="ada").values_list("verb", flat=True)
    assert {"login.add_factor", "login.remove_factor"} <= set(verbs)
    assert not Authenticator.objects.exists()
    client.logout()
    client.force_login(login)
    asked = client.get("/settings/security/app")
    assert asked["Location"].startswith("/settings/security/again?")
    assert client.post(asked["Location"], {"password": "wrong"}).status_code == 200
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == "/settings/security/app"


@pytest.mark.parametrize("role", ["admin", "staff"])
def test_who_can_change_what_others_hold_must_set_one_up(client, login, settings, role):
    change_sign_in(settings, require_second_factor=True)
    if role == "admin":
        RoleGrant.objects.create(person=login.person, role="admin")
    else:
        User.objects.filter(pk=login.pk).update(is_staff=True)
    enter(client)
    assert client.get("/")["Location"] == "/settings/security"
    assert client.get("/settings/security").status_code == 200
    refused = client.get("/api/v1/people")
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert client.get("/admin/").status_code == 302
    set_up_app(client)
    assert client.get("/").status_code == 200


def test_others_need_none(client, login, settings):
    change_sign_in(settings, require_second_factor=True)
    RoleGrant.objects.create(person=login.person, role="auditor")
    enter(client)
    assert client.get("/").status_code == 200


def test_the_company_has_its_own_second_step(client, ada, come, settings):
    change_sign_in(settings, require_second_factor=True)
    RoleGrant.objects.create(person=ada, role="admin")
    come("sub-ada")
    assert client.get("/").status_code == 200


def test_the_tables_have_no_door_of_their_own(client, login):
    assert client.get("/admin/login/?next=/admin/")["Location"].startswith("/sign-in")
    assert client.post("/admin/login/", {"username": "ada", "password": PASSWORD}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_changing_the_password_asks_for_the_present_one(client, login):
    enter(client)
    new = "another horse, another battery"
    sent = {"current": "wrong", "password": new, "again": new}
    assert client.post("/settings/password", sent).status_code == 422
    assert client.post("/settings/password", {**sent, "current": PASSWORD, "again": "x"}).status_code == 422
    assert (
        client.post("/settings/password", {"current": PASSWORD, "password": "ada", "again": "ada"}).status_code == 422
    )
    assert client.post("/settings/password", {**sent, "current": PASSWORD})["Location"] == "/settings/security"
    assert client.get("/").status_code == 200
    login.refresh_from_db()
    assert login.check_password(new)
    assert AuditEntry.objects.filter(verb="login.change_password", object_key="ada").count() == 1


def test_it_ends_the_sessions_elsewhere(client, login):
    from django.test import Client

    elsewhere = Client()
    enter(elsewhere)
    enter(client)
    new = "another horse, another battery"
    client.post("/settings/password", {"current": PASSWORD, "password": new, "again": new})
    assert elsewhere.get("/").status_code == 302


def test_who_has_no_password_is_told_so(client, ada, come):
    come("sub-ada")
    assert "no password here" in client.get("/settings/password").content.decode()
    sent = {"current": "x", "password": "another horse, another", "again": "another horse, another"}
    assert client.post("/settings/password", sent).status_code == 422


def ask_for_token(client):
    return client.post(
        reverse("api:tokens"), {"username": "ada", "password": PASSWORD}, content_type="application/json"
    )


def test_a_password_alone_opens_the_api_where_it_opens_the_door(client, login):
    assert ask_for_token(client).status_code == 201
    assert AuditEntry.objects.filter(verb="token.sign_in", object_key="ada").count() == 1


def test_the_api_is_no_way_around_the_second_step(client, login, settings):
    Authenticator.objects.create(user=login, type="totp", data={"secret": "x"})
    refused = ask_for_token(client)
    assert refused.status_code == 400
    assert "second step" in refused.content.decode()
    Authenticator.objects.all().delete()
    RoleGrant.objects.create(person=login.person, role="admin")
    change_sign_in(settings, require_second_factor=True)
    assert ask_for_token(client).status_code == 400
    assert not AuditEntry.objects.filter(verb="token.sign_in").exists()


FORGED = {
    "empty": {}, "no-json": {"credential": "x"}, "list": {"credential": "[]"}, "nested": {"credential": "[" * 50_000},
    "null": {"credential": "null"}, "number": {"credential": "1"}, "text": {"credential": '"x"'},
    "half": {"credential": '{"id": "x", "rawId": "x", "response": {}, "type": "public-key"}'},
    "strange-user": {
        "credential": '{"id":"eA","rawId":"eA","type":"public-key","response":{"clientDataJSON":"e30",'
        '"authenticatorData":"eA","signature":"eA","userHandle":"____"}}'
    },
    "null-byte": {"credential": "\x00"},
}  # fmt: skip


@pytest.mark.parametrize("kind", FORGED)
@pytest.mark.parametrize("door", ["/sign-in/passkey", "/sign-in/second-step", "/settings/security/keys/new"])
def test_a_forged_key_opens_nothing(client, login, door, kind):
    if door != "/sign-in/passkey":
        enter(client)
    if door == "/sign-in/second-step":
        set_up_app(client)
        client.logout()
        enter(client)
    client.get(door, headers={"Accept": "application/json"})
    sent = client.post(door, FORGED[kind])
    assert sent.status_code in (200, 302, 400)
    assert not Authenticator.objects.filter(type="webauthn").exists()
    assert door != "/sign-in/passkey" or "_auth_user_id" not in client.session


@pytest.mark.parametrize("door", ["/sign-in", "/settings/password", "/sign-in/second-step", "/settings/security/again"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe" * 1000, "application/x-www-form-urlencoded"),
        (b"username=%00&password=%00&code=%00&current=%00", "application/x-www-form-urlencoded"),
        (b"username=" + b"x" * 200_000 + b"&password=" + b"y" * 200_000, "application/x-www-form-urlencoded"),
        (b"[" * 50_000, "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    ],
    ids=["not-utf8", "null", "oversized", "nested", "broken"],
)
def test_other_bodies_open_nothing(client, login, door, body, kind):
    enter(client)
    assert client.post(door, body, content_type=kind).status_code < 500
    login.refresh_from_db()
    assert login.check_password(PASSWORD)
