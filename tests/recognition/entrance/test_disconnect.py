"""A company account is disconnected by its owner, where another way in is left, or by an admin."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from recognition.entrance.company import OpenID
from recognition.models import AuditEntry, RoleGrant, User
from tests.recognition.entrance.conftest import change_sign_in

pytestmark = pytest.mark.django_db
ISSUER = "https://idp.example"
PASSWORD = "correct horse battery"


@pytest.fixture
def login(ada):
    user = User(username="ada", person=ada)
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def account(login):
    return connected(login)


def connected(user, provider="openid", issuer=ISSUER, subject="sub-1"):
    extra = {"issuer": issuer, "subject": subject}
    return SocialAccount.objects.create(user=user, provider=provider, uid=f"{issuer} {subject}", extra_data=extra)


def page(account):
    return f"/settings/security/company/{account.pk}/disconnect"


def is_there(account):
    return SocialAccount.objects.filter(pk=account.pk).exists()


def test_the_last_way_in_stays(client, login, account):
    client.force_login(login)
    shown = client.get(page(account)).content.decode()
    assert "Add a passkey first" in shown
    assert "Disconnect it" not in shown
    answer = client.post(page(account))
    assert answer.status_code == 422
    assert "Nothing else opens your login" in answer.content.decode()
    assert is_there(account)


def test_a_second_step_is_no_way_in(client, login, account):
    Authenticator.objects.create(user=login, type="recovery_codes", data={"seed": "", "used_mask": 0})
    client.force_login(login)
    client.post(page(account))
    assert is_there(account)


def test_with_a_password_it_is_disconnected_after_showing_who_one_is(client, login, account):
    login.set_password(PASSWORD)
    login.save()
    client.force_login(login)
    assert client.post(page(account))["Location"].startswith("/settings/security/again")
    assert is_there(account)
    client.post("/sign-in", {"username": "ada", "password": PASSWORD})
    assert f'href="{page(account)}"' in client.get("/settings/security").content.decode()
    assert client.post(page(account))["Location"] == "/settings/security"
    assert not is_there(account)
    entry = AuditEntry.objects.get(verb="login.disconnect")
    assert (entry.actor, entry.object_key) == ("ada", "ada")
    assert entry.data == {"way": "openid", "issuer": ISSUER, "subject": "sub-1"}
    assert "Company account" not in client.get("/settings/security").content.decode()


@pytest.mark.parametrize(("issuer", "goes"), [("https://new.example", True), ("https://old.example", False)])
def test_another_account_opens_it_only_at_a_provider_that_is_configured(client, login, account, settings, issuer, goes):
    change_sign_in(settings, openid=OpenID("https://new.example", "plaudit", "secret"))
    connected(login, issuer=issuer, subject="sub-2")
    client.force_login(login)
    client.post(page(account))
    assert is_there(account) is not goes


def test_nobody_disconnects_the_account_of_somebody_else_here(client, account, bo):
    client.force_login(User.objects.create_user("bo", password=PASSWORD, person=bo))
    client.post("/sign-in", {"username": "bo", "password": PASSWORD})
    assert client.get(page(account)).status_code == 404
    assert client.post(page(account)).status_code == 404
    assert is_there(account)


@pytest.fixture
def office(client, dina):
    RoleGrant.objects.create(person=dina, role="admin")
    client.force_login(User.objects.create(username="dina", person=dina))
    return client


def test_an_admin_disconnects_it_whatever_is_left(office, account):
    assert "sub-1" in office.get("/office/people/ada").content.decode()
    office.post("/office/people/ada/disconnect", {"account": account.pk})
    assert not is_there(account)
    entry = AuditEntry.objects.get(verb="login.disconnect")
    assert (entry.actor, entry.object_key) == ("dina", "ada")
    assert "sub-1" not in office.get("/office/people/ada").content.decode()


def test_an_admin_names_an_account_of_this_person(office, account, bo):
    assert office.post("/office/people/bo/disconnect", {"account": account.pk}).status_code == 422
    assert office.post("/office/people/ada/disconnect", {"account": "9" * 30}).status_code == 422
    assert is_there(account)


def test_an_admin_does_not_do_it_to_themselves(office):
    own = connected(User.objects.get(username="dina"))
    assert office.post("/office/people/dina/disconnect", {"account": own.pk}).status_code == 403
    assert is_there(own)


def test_an_auditor_may_not(client, account, chen):
    RoleGrant.objects.create(person=chen, role="auditor")
    client.force_login(User.objects.create(username="chen", person=chen))
    assert client.post("/office/people/ada/disconnect", {"account": account.pk}).status_code == 403
    assert is_there(account)
