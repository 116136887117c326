"""manage.py verify_audit and manage.py roles"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recognition.models import AuditEntry, RoleGrant


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


def test_the_first_admin_is_named_by_an_operator(ada):
    assert run("roles", "grant", "ada", "admin") == "ada: admin granted"
    assert AuditEntry.objects.get().actor == "system:command"
    assert run("roles", "list") == "ada admin"
    assert run("roles", "end", "ada", "admin") == "ada: admin ended"
    assert run("roles", "list", "ada") == ""


def test_a_steward_is_listed_with_the_badge(ada, badge):
    run("roles", "grant", "ada", "steward", "--badge", "bridge-builder")
    assert run("roles", "list") == "ada steward bridge-builder"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("grant", "nobody", "admin"), "There is no person 'nobody'"),
        (("grant", "ada", "steward", "--badge", "none"), "There is no badge 'none'"),
        (("grant", "ada", "steward"), "names a badge"),
        (("end", "ada", "admin"), "does not have this role"),
    ],
)
def test_a_wrong_name_ends_with_code_2(ada, arguments, message):
    with pytest.raises(CommandError, match=message) as refused:
        run("roles", *arguments)
    assert refused.value.returncode == 2
    assert not RoleGrant.objects.exists()


def test_a_whole_audit_is_said_to_hold(ada):
    run("roles", "grant", "ada", "admin")
    assert run("verify_audit") == "The audit holds: 1 entries."


def test_a_broken_audit_ends_with_code_1_and_names_the_entry(ada, bo):
    run("roles", "grant", "ada", "admin")
    run("roles", "grant", "bo", "admin")
    AuditEntry.objects.filter(number=2).update(verb="role.end")
    with pytest.raises(CommandError, match="broken at entry 2: its content does not give its hash") as refused:
        run("verify_audit")
    assert refused.value.returncode == 1
