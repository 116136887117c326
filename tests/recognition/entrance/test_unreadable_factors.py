"""SECRET_KEY was changed and the old one is gone: second steps cannot be read, and nobody is locked out for good."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client

from recognition.actions import logins
from recognition.actions.actors import System
from recognition.models import AuditEntry, RoleGrant, User
from tests.recognition.entrance.conftest import change_sign_in
from tests.recognition.entrance.test_second_factors import PASSWORD, code_of, enter, login, set_up_app

pytestmark = pytest.mark.django_db
__all__ = ["login"]  # a fixture
NEW_KEY = "another key of this site, long enough to be one"
SAID = "cannot be read any more"


@pytest.fixture
def with_app(client, login):
    """Somebody who set up an app with recovery codes: its secret, and the codes."""
    enter(client)
    return set_up_app(client)


@pytest.fixture
def key_changed(with_app, client, settings):
    """Signed in again until the second step; no code fits any more. What they had is given on."""
    client.logout()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, []
    enter(client)
    return with_app


def signed_in(client):
    return "_auth_user_id" in client.session


def test_it_is_said_before_a_code_is_typed_and_after(client, key_changed, settings):
    change_sign_in(settings, help="Ask people@plaudit.example.")
    secret, codes = key_changed
    page = client.get("/sign-in/second-step")
    assert page.status_code == 200
    assert SAID in page.content.decode()
    assert "Ask people@plaudit.example." in page.content.decode()
    for code in (code_of(secret), codes[0], "000000"):
        cache.clear()
        answer = client.post("/sign-in/second-step", {"code": code})
        assert answer.status_code == 200
        assert answer.content.decode().count(SAID) == 1
        assert not signed_in(client)


def test_with_the_old_key_beside_the_new_one_all_is_as_before(client, with_app, settings):
    client.logout()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, [settings.SECRET_KEY]
    enter(client)
    assert SAID not in client.get("/sign-in/second-step").content.decode()
    assert client.post("/sign-in/second-step", {"code": code_of(with_app[0])}).status_code == 302


def test_what_can_still_be_read_opens(client, key_changed, login):
    """The recovery codes were made anew since; the app was not."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    Authenticator.objects.filter(type="recovery_codes").delete()
    [code, *_more] = RecoveryCodes.activate(login).get_unused_codes()
    assert SAID in client.post("/sign-in/second-step", {"code": "000000"}).content.decode()
    cache.clear()
    assert client.post("/sign-in/second-step", {"code": code}).status_code == 302
    assert signed_in(client)


def test_old_recovery_codes_beside_a_good_app_are_no_alarm(client, key_changed, login):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    Authenticator.objects.filter(type="totp").delete()
    secret = generate_totp_secret()
    TOTP.activate(login, secret)
    assert SAID not in client.get("/sign-in/second-step").content.decode()
    wrong = client.post("/sign-in/second-step", {"code": "000000"}).content.decode()
    assert "Incorrect code" in wrong
    assert SAID not in wrong
    cache.clear()
    assert client.post("/sign-in/second-step", {"code": code_of(secret)}).status_code == 302


def test_a_wrong_code_that_can_be_read_is_just_wrong(client, with_app):
    client.logout()
    enter(client)
    assert SAID not in client.post("/sign-in/second-step", {"code": "000000"}).content.decode()


def test_an_admin_takes_it_away_and_the_password_opens(client, key_changed, login, dina):
    RoleGrant.objects.create(person=dina, role="admin")
    admin = Client()
    admin.force_login(User.objects.create(username="dina", person=dina))
    assert "Take the second step away" in admin.get("/office/people/ada").content.decode()
    assert admin.post("/office/people/ada/reset-second-step")["Location"] == "/office/people/ada"
    assert not Authenticator.objects.exists()
    assert "Take the second step away" not in admin.get("/office/people/ada").content.decode()
    entry = AuditEntry.objects.get(verb="login.reset_factors")
    assert (entry.actor, entry.object_key, sorted(entry.data["factors"])) == ("dina", "ada", ["recovery_codes", "totp"])
    again = admin.post("/office/people/ada/reset-second-step")
    assert (again.status_code, "has no second step" in again.content.decode()) == (422, True)
    client.logout()
    assert enter(client)["Location"] == "/badges"
    secret, _codes = set_up_app(client)
    client.logout()
    enter(client)
    assert client.post("/sign-in/second-step", {"code": code_of(secret)}).status_code == 302


def test_who_must_have_one_is_led_to_set_one_up_and_no_further(client, key_changed, login, settings):
    change_sign_in(settings, require_second_factor=True)
    RoleGrant.objects.create(person=login.person, role="admin")
    logins.reset_second_step(by=System("command"), person=login.person)
    client.logout()
    enter(client)
    assert client.get("/")["Location"] == "/settings/security"
    set_up_app(client)
    assert client.get("/").status_code == 200


def test_nobody_else_takes_it_away_and_no_admin_their_own(key_changed, login, bo):
    RoleGrant.objects.create(person=login.person, role="admin")
    for by in (bo, login.person):
        with pytest.raises(PermissionDenied):
            logins.reset_second_step(by=by, person=login.person)
    with pytest.raises(ValidationError, match="no second step"):
        logins.reset_second_step(by=System("command"), person=bo)
    assert Authenticator.objects.count() == 2


def test_who_has_the_terminal_helps_the_last_admin(key_changed, capsys):
    call_command("logins", "second-step", "ada")
    assert "no second step any more" in capsys.readouterr().out
    assert not Authenticator.objects.exists()


def test_who_is_signed_in_sees_it_and_mends_it_with_the_password(client, with_app, login, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, []
    client.force_login(login)
    page = client.get("/settings/security").content.decode()
    assert SAID in page
    assert "unreadable" in page
    asked = client.get("/settings/security/codes")
    client.post(asked["Location"], {"password": PASSWORD})
    assert client.get("/settings/security/codes")["Location"] == "/settings/security"
    assert client.get("/settings/security/codes/new").status_code == 200
    assert client.get("/settings/security/app/remove").status_code == 200
    client.post("/settings/security/app/remove")
    assert not Authenticator.objects.exists()
    set_up_app(client)
    assert SAID not in client.get("/settings/security").content.decode()


def test_a_code_asked_for_once_more_says_it_too(client, with_app, login, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, []
    client.force_login(login)
    answer = client.post("/settings/security/again/code", {"code": "000000"})
    assert answer.status_code == 200
    assert SAID in answer.content.decode()
