"""Secrets of sources on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from recognition.deliveries.secrets import living
from recognition.models import AuditEntry

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    said = StringIO()
    call_command("source_secrets", *arguments, stdout=said, **options)
    return said.getvalue().strip()


def test_a_secret_is_printed_once_and_opens():
    secret = run("make", "github", "May")
    assert living("github") == [secret]
    assert secret not in run("list")


def test_two_may_be_valid_and_a_third_may_not():
    first, second = run("make", "github", "May"), run("make", "github", "June")
    assert living("github") == [second, first]
    with pytest.raises(CommandError, match="Two secrets"):
        run("make", "github", "July")
    run("end", "github", "May")
    assert living("github") == [second]
    run("make", "github", "July")


def test_one_can_end_later():
    run("make", "github", "May")
    run("end", "github", "May", after=24)
    assert living("github")
    assert "until" in run("list")


def test_a_secret_that_the_tool_made_is_read_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("made-by-the-tool-itself\n"))
    assert run("make", "pagerduty", "May", given=True) == "kept"
    assert living("pagerduty") == ["made-by-the-tool-itself"]


@pytest.mark.parametrize("told", ["", "short", "ä" * 20, "x" * 500])
def test_a_secret_that_is_none_is_refused(monkeypatch, told):
    monkeypatch.setattr("sys.stdin", StringIO(told + "\n"))
    with pytest.raises(CommandError):
        run("make", "pagerduty", "May", given=True)


def test_a_source_that_is_not_there_is_refused():
    with pytest.raises(CommandError, match="no such source"):
        run("make", "nowhere", "May")


def test_the_audit_does_not_know_the_secret():
    secret = run("make", "github", "May")
    assert secret not in str(list(AuditEntry.objects.values_list("data", flat=True)))
