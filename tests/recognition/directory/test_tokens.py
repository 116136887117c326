"""Tokens of the directory: made and ended by admins, on a page or in a terminal."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from recognition.actions import directory_tokens, roles
from recognition.actions.actors import System
from recognition.actions.machine_tokens import digest_of
from recognition.models import AuditEntry, DirectoryToken, Role, User
from tests.recognition.directory.provisioning import Provider

pytestmark = pytest.mark.django_db
PAGE = "/office/directory"


@pytest.fixture
def office(client, ada):
    roles.grant(by=System("test"), person=ada, role=Role.ADMIN)
    client.force_login(User.objects.create(username="login-ada", person=ada))
    return client


def test_a_token_is_shown_once_and_opens(office):
    answer = office.post(PAGE, {"name": "okta", "days": 30}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert answer["Cache-Control"].count("no-store")
    assert secret not in office.get(PAGE).content.decode()
    assert Provider(Client(), secret).get("/Users").status_code == 200
    entry = AuditEntry.objects.get(verb="directory_token.make")
    assert (entry.actor, entry.object_key) == ("ada", "okta")


def test_an_ended_token_is_shut_out(office):
    token, secret = directory_tokens.make(by=System("test"), name="okta", days=30)
    for _time in range(2):
        assert office.post(f"{PAGE}/tokens/{token.pk}/end").status_code == 302
    assert Provider(Client(), secret).get("/Users").status_code == 401
    assert AuditEntry.objects.filter(verb="directory_token.end").count() == 1


@pytest.mark.parametrize(
    "asked", [{"name": "", "days": 1}, {"name": "x" * 61, "days": 1}, {"name": "a", "days": 367}, {"name": "okta"}]
)
def test_a_token_without_name_or_end_is_not_made(office, asked):
    directory_tokens.make(by=System("test"), name="okta", days=30)
    assert office.post(PAGE, asked).status_code == 422
    assert DirectoryToken.objects.count() == 1


def test_the_page_says_who_waits_and_what_was_refused(office, ada):
    _token, secret = directory_tokens.make(by=System("test"), name="okta", days=30)
    idp = Provider(Client(), secret)
    idp.create("ada", manager="00u-nobody")
    idp.send("POST", "/Users", {"userName": 5})
    page = office.get(PAGE).content.decode()
    assert "00u-nobody" in page
    assert "POST /Users" in page
    assert "<strong>" not in page.split("Last requests")[1]


def test_the_command_makes_lists_and_ends(capsys):
    call_command("scim_tokens", "create", "okta", "--days", "3")
    secret = capsys.readouterr().out.strip()
    assert secret.startswith("plaudit_scim_")
    assert DirectoryToken.objects.get().digest == digest_of(secret)
    call_command("scim_tokens", "end", "okta")
    call_command("scim_tokens", "list")
    assert "okta: ended" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no token “entra”"):
        call_command("scim_tokens", "end", "entra")
    with pytest.raises(CommandError, match="no token"):
        call_command("scim_tokens", "end", "\0")
    with pytest.raises(CommandError, match="1 to 366"):
        call_command("scim_tokens", "create", "b", "--days", "0")
