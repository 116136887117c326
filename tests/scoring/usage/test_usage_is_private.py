"""Nobody reads the usage of somebody else: not a manager, not an admin."""

from io import StringIO

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from recognition.actions.actors import System
from recognition.actions.machine_tokens import digest_of
from recognition.models import AuditEntry, RoleGrant, User
from scoring.actions import usage
from scoring.models import UsageAccount, UsageToken
from tests.scoring.usage.deliveries import of_ada, on, sums

TABLES = [model for model in apps.get_app_config("scoring").get_models() if model.__name__.startswith("Usage")]


def test_no_admin_page_lists_usage():
    assert len(TABLES) == 7
    assert [model for model in TABLES if admin.site.is_registered(model)] == []


def test_no_address_of_the_api_speaks_of_usage(client, db):
    paths = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()["paths"]
    assert len(paths) > 10
    assert [path for path in paths if "usage" in path or "signal" in path] == []


def test_the_manager_sees_nothing_of_a_report(client, deliver, ada, dina):
    deliver(sums((281_000_000, on(15, 8), on(15, 9), of_ada())))
    RoleGrant.objects.create(person=dina, role="admin")
    client.force_login(User.objects.create(username="dina", person=dina))
    for address in ("/people/ada", "/me/recognition", "/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "281" not in page.content.decode()


def test_everybody_sees_their_own_on_their_own_page(client, deliver, ada):
    deliver(sums((281_000_000, on(14, 8), on(14, 9), of_ada())))
    client.force_login(User.objects.create(username="ada", person=ada))
    page = " ".join(client.get("/me/recognition").content.decode().split())
    assert "claude-code" in page
    assert "281,000,000 written" in page
    assert 'Week of 8 June<br> <span class="faint">active on 1 day<' in page
    assert "ada@plaudit.example" in page


def test_the_list_of_unknown_accounts_shows_names_only(deliver, db):
    deliver(sums((281_000_000, on(15, 8), on(15, 9), of_ada())))
    out = StringIO()
    call_command("usage_accounts", stdout=out)
    assert out.getvalue() == "email:ada@plaudit.example  since 2026-06-15\n"


def test_an_account_is_assigned_by_hand(deliver, ada):
    deliver(sums((100, on(15, 8), on(15, 9), of_ada() | {"user.email": "ada@home.example"})))
    call_command("usage_accounts", "--assign", "email:ada@home.example", "ada")
    assert UsageAccount.objects.get().person == ada
    assert "home" not in str(list(AuditEntry.objects.values()))


def test_only_admins_make_tokens_and_assign_accounts(ada):
    with pytest.raises(PermissionDenied):
        usage.create_token(by=ada, name="mine", days=3)
    RoleGrant.objects.create(person=ada, role="admin")
    token, secret = usage.create_token(by=ada, name="mine", days=3)
    assert secret not in str(list(UsageToken.objects.values())) + str(list(AuditEntry.objects.values()))
    assert token.digest == digest_of(secret)


@pytest.mark.parametrize(("name", "days"), [("", 3), ("x" * 61, 3), ("a\x00", 3), ("fine", 0), ("fine", 367)])
def test_a_token_has_a_name_and_an_end(db, name, days):
    with pytest.raises(ValidationError):
        usage.create_token(by=System("test"), name=name, days=days)
    assert not UsageToken.objects.exists()


def test_tokens_are_made_listed_and_ended_on_the_command_line(db):
    out = StringIO()
    call_command("usage_tokens", "create", "collector-eu", "--days", "10", stdout=out)
    assert out.getvalue().startswith("plaudit_usage_")
    call_command("usage_tokens", "end", "collector-eu")
    out = StringIO()
    call_command("usage_tokens", "list", stdout=out)
    assert out.getvalue() == "collector-eu: ended 2026-06-15\n"
