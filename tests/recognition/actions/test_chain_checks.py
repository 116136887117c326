"""chain_checks.ask, chain_checks.walk_waiting"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation

from recognition.actions import audit, chain_checks
from recognition.actions.actors import System
from recognition.models import AuditEntry, AuditHead, ChainCheck, Role, RoleGrant


@pytest.fixture
def chen(chen):
    RoleGrant.objects.create(person=chen, role=Role.AUDITOR)
    for n in range(3):
        audit.record(by=System("test"), verb="test.note", object_kind="person", object_key=str(n), data={})
    return chen


def test_a_chain_that_holds_is_said_to_hold(chen):
    check = chain_checks.ask(by=chen)
    assert (check.state, check.entries) == ("waiting", 3)
    assert chain_checks.walk_waiting() == 1
    check.refresh_from_db()
    assert (check.state, check.broken_at) == ("done", None)
    assert chain_checks.walk_waiting() == 0


def test_a_changed_entry_is_named(chen):
    AuditEntry.objects.filter(number=2).update(actor="ada")
    check = chain_checks.ask(by=chen)
    chain_checks.walk_waiting()
    check.refresh_from_db()
    assert check.broken_at == 2
    assert "does not give its hash" in check.reason


def test_why_it_does_not_hold_is_said_in_the_language_of_who_reads_it(chen):
    AuditEntry.objects.filter(number=2).delete()
    check = chain_checks.ask(by=chen)
    with translation.override("de"):  # as a worker in another language
        chain_checks.walk_waiting()
    check.refresh_from_db()
    assert (check.broken_at, check.why, check.other) == (2, "missing", 3)
    assert check.reason == "entry 2 is missing; the next one found is 3"
    with translation.override("de"):
        assert check.reason not in ("", "entry 2 is missing; the next one found is 3")


def test_what_an_older_version_wrote_down_stays_readable(chen):
    check = ChainCheck(broken_at=2, why="its content does not give its hash", asked_by=chen)
    assert check.reason == "its content does not give its hash"


def test_entries_behind_the_end_are_found(chen):
    AuditHead.objects.update(number=2, hash=AuditEntry.objects.get(number=2).hash)
    assert audit.first_break().number == 2


def test_what_is_written_during_the_walk_is_no_break(chen, monkeypatch):
    monkeypatch.setattr(audit, "STEP", 1)
    written = []

    def meanwhile(walked):
        if walked == 2 and not written:
            written.append(
                audit.record(by=System("test"), verb="test.note", object_kind="person", object_key="late", data={})
            )

    assert audit.first_break(meanwhile) is None
    assert written


def test_one_waits_at_a_time(chen):
    chain_checks.ask(by=chen)
    with pytest.raises(ValidationError):
        chain_checks.ask(by=chen)
    assert ChainCheck.objects.count() == 1


def test_a_worker_that_died_is_followed_by_another_one(chen):
    chain_checks.ask(by=chen)
    ChainCheck.objects.update(state="running", taken_until=timezone.now() + timedelta(minutes=1))
    assert chain_checks.walk_waiting() == 0
    ChainCheck.objects.update(taken_until=timezone.now() - timedelta(minutes=1))
    assert chain_checks.walk_waiting() == 1


def test_nobody_else_asks(ada):
    with pytest.raises(PermissionDenied):
        chain_checks.ask(by=ada)
