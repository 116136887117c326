"""Whose account nobody knew is credited once their address is in the directory, through whichever door it came."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command

from badges_site.celery import app
from recognition.actions import people, source_accounts
from recognition.actions.actors import System
from recognition.deliveries import newcomers
from recognition.deliveries.contract import Account, OutcomeFact
from recognition.deliveries.newcomers import match_newcomers
from recognition.deliveries.recording import record
from recognition.deliveries.settling import settle_all
from recognition.models import AuditEntry, Outcome, Person, SourceAccount
from scoring import tasks
from tests.recognition.deliveries.conftest import deliver_all
from tests.recognition.deliveries.messages import merged

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ADDRESS = "new@plaudit.example"


@pytest.fixture(autouse=True)
def nothing_rests():
    cache.clear()
    yield
    cache.clear()


def tell(source="x", *, verified=True, user_id="7"):
    who = Account(user_id=user_id, login=f"login-{user_id}", email=ADDRESS.upper(), email_verified=verified)
    settle_all(source, record(source, [(None, [OutcomeFact(user_id, "change_merged", AT, (who,))])]).keys)


def add(email=ADDRESS):
    return people.add(by=System("test"), key="new", display_name="New", email=email)


def test_who_joins_later_is_credited_with_what_was_told_before_at_every_source(db):
    tell("x")
    tell("y", user_id="8")
    assert match_newcomers() == 0
    new = add()
    assert match_newcomers() == 2
    assert [list(outcome.people.all()) for outcome in Outcome.objects.all()] == [[new], [new]]
    assert AuditEntry.objects.filter(verb="source_account.link", actor="system:directory").count() == 2
    assert match_newcomers() == 0


def test_who_gets_the_address_later_is_credited_too(eve):
    tell()
    people.describe(by=System("test"), person=eve, display_name="Eve", email=ADDRESS.title())
    assert match_newcomers() == 1
    assert list(Outcome.objects.get().people.all()) == [eve]


def test_many_that_came_by_no_action_are_found(db):
    tell()
    Person.objects.bulk_create([Person(key="new", display_name="New", email=ADDRESS)])
    assert match_newcomers() == 1


def test_an_address_that_the_source_has_not_verified_names_nobody(db):
    tell(verified=False)
    add()
    assert match_newcomers() == 0
    assert not Outcome.objects.exists()


def test_what_an_admin_decided_stays(db):
    tell()
    source_accounts.set_aside(by=System("test"), account=SourceAccount.objects.get())
    add()
    assert match_newcomers() == 0
    assert not source_accounts.recognise(by=System("test"), account=SourceAccount.objects.get())


def test_a_login_alone_names_nobody(db):
    deliver_all([merged(12, "new", 0)])
    add(email="new@users.noreply.github.com")
    assert match_newcomers() == 0


def test_one_that_cannot_be_settled_holds_up_no_other(db, monkeypatch):
    tell("x")
    tell("y", user_id="8")
    add()

    def sometimes(*, by, account):
        if account.source == "x":
            raise RuntimeError("the disk is full")
        return source_accounts.recognise(by=by, account=account)

    monkeypatch.setattr(newcomers, "recognise", sometimes)
    assert match_newcomers() == 1
    monkeypatch.undo()
    assert match_newcomers() == 0  # set aside for an hour
    cache.clear()
    assert match_newcomers() == 1


def test_those_that_cannot_be_settled_rest_and_the_next_have_their_turn(db, monkeypatch, caplog):
    for number in range(5):
        tell(f"x-{number}", user_id=str(number))
    add()
    tried = []

    def refuses(*, by, account):
        tried.append(account.source)
        if account.source == "x-4":
            return source_accounts.recognise(by=by, account=account)
        raise ValidationError("It lies in the future.")

    monkeypatch.setattr(newcomers, "recognise", refuses)
    monkeypatch.setattr(newcomers, "MOST", 2)  # read at once
    assert [match_newcomers(most=2) for _round in range(4)] == [0, 0, 1, 0]
    assert tried == [f"x-{number}" for number in range(5)]
    said = [record for record in caplog.records if record.name == newcomers.__name__]
    assert [record.getMessage().partition(" of ")[2] for record in said] == [
        f"x-{number}: It lies in the future." for number in range(4)
    ]
    assert all(record.exc_info is None for record in said)


def test_more_than_are_read_at_once_are_matched_in_one_round(db, monkeypatch):
    monkeypatch.setattr(newcomers, "MOST", 1)
    tell("x")
    tell("y", user_id="8")
    add()
    assert match_newcomers(most=None) == 2


def test_the_command_looks_for_them(db, capsys):
    tell()
    call_command("deliveries")
    assert "directory: 0" in capsys.readouterr().out
    add()
    call_command("deliveries", "--only-count")
    assert Outcome.objects.count() == 0
    call_command("deliveries")
    assert "directory: 1" in capsys.readouterr().out


def test_a_job_looks_for_them(db):
    tell()
    add()
    assert app.conf.beat_schedule["match-newcomers"]["task"] == tasks.match_newcomers.name
    tasks.match_newcomers()
    assert Outcome.objects.count() == 1


def test_a_verified_address_takes_the_place_of_one_that_is_not(db):
    tell(verified=False)
    tell()
    account = SourceAccount.objects.get()
    assert (account.email, account.email_verified) == (ADDRESS, True)
    tell(verified=False)
    account.refresh_from_db()
    assert account.email_verified
