"""Who is queued, and that the queue lives and dies with the fact."""

import logging

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from kombu.exceptions import OperationalError

from recognition.actions import badges, nominations, thanks
from recognition.actions.actors import System
from recognition.actions.announce import at_the_end
from recognition.models import AuditEntry, Badge, Person, Thanks
from scoring import queue
from scoring.actions.usage import assign_account
from scoring.models import QueuedPerson, UsageAccount
from tests.conftest import NOW
from tests.scoring.rules_for_tests import enforce_small_rules

REASON = "She taught the whole team how the new build works."


def waiting(**which: bool) -> set[str]:
    return set(QueuedPerson.objects.filter(**which).values_list("person__key", flat=True))


def test_a_nomination_queues_giver_and_receiver_and_whom_they_gave_to(ada, bo, chen, eve, dina, badge):
    Thanks.objects.create(giver=eve, receiver=chen, at=NOW)
    Thanks.objects.create(giver=bo, receiver=dina, at=NOW)
    nominations.submit(by=ada, nominee=eve, badge=badge, reason=REASON)
    assert waiting() == {"ada", "eve", "chen"}


def test_whose_usage_it_is_touches_no_neighbour_and_is_told_with_the_rest(ada, bo):
    Thanks.objects.create(giver=ada, receiver=bo, at=NOW)
    account = UsageAccount.objects.create(scheme="copilot.login", value="ada-builds")
    with transaction.atomic(), at_the_end():
        assign_account(by=System("test"), account=account, person=ada)
        assert (waiting(), AuditEntry.objects.count()) == (set(), 0)
    assert waiting() == {"ada"}
    said = AuditEntry.objects.get()
    assert (said.verb, said.object_kind, said.object_key) == ("usage_account.assign", "usageaccount", str(account.pk))


def test_only_those_whom_the_fact_names_are_named(ada, bo, chen, eve, badge):
    Thanks.objects.create(giver=eve, receiver=chen, at=NOW)
    Thanks.objects.create(giver=eve, receiver=ada, at=NOW)  # a neighbour and named
    nominations.submit(by=ada, nominee=eve, badge=badge, reason=REASON)
    assert waiting(named=True) == {"ada", "eve"}
    assert waiting(named=False) == {"chen"}
    thanks.give(by=bo, receiver=chen, text="Thank you!")
    assert waiting(named=False) == set()


def test_a_rule_for_everybody_names_nobody(ada, bo):
    queue.enqueue_everybody("rule.publish")
    assert (waiting(named=True), waiting(named=False)) == (set(), {"ada", "bo", "dina"})  # Bo's manager


def test_the_queue_rows_vanish_with_a_fact_that_is_rolled_back(ada, eve):
    def give_and_fail():
        with transaction.atomic():
            thanks.give(by=ada, receiver=eve, text="Thank you!")
            assert waiting() == {"ada", "eve"}
            raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="too late"):
        give_and_fail()
    assert waiting() == set()


def test_who_waits_keeps_the_place_and_gets_a_new_serial(ada, eve, chen):
    thanks.give(by=ada, receiver=eve, text="Thank you!")
    first = QueuedPerson.objects.get(person=eve)
    thanks.give(by=chen, receiver=eve, text="Thank you too!")
    second = QueuedPerson.objects.get(person=eve)
    assert (second.queued_at, second.serial) == (first.queued_at, first.serial + 1)


def test_a_claimed_person_stays_claimed_when_something_arrives(ada):
    queue.enqueue({ada.pk}, reason="test")
    QueuedPerson.objects.update(claimed_by="worker", claimed_until=NOW)
    queue.enqueue({ada.pk}, reason="test")
    assert QueuedPerson.objects.values_list("claimed_by", "serial").get() == ("worker", 2)


def test_unknown_people_are_not_queued(ada):
    assert queue.enqueue({ada.pk, 10**9}, reason="test") == 1


def test_any_number_of_people_is_queued_with_the_same_statements(company):
    Person.objects.bulk_create(Person(key=f"p{n}", display_name=f"P{n}") for n in range(3000))
    with CaptureQueriesContext(connection) as statements:
        assert queue.enqueue(Person.objects.values_list("id", flat=True), reason="t", neighbourhood=True) == 3000
    lock = 1 if connection.vendor == "postgresql" else 0  # SQLite has one writer, who needs none
    assert len(statements) == 2 + lock  # reading the ids, and queueing


def test_a_badge_that_is_retired_is_judged_anew_for_everybody(ada, bo, eve):
    enforce_small_rules(ada, bo)
    QueuedPerson.objects.all().delete()
    badges.retire(by=System("test"), badge=Badge.objects.get(slug="kind"))
    assert {"ada", "bo", "eve"} <= waiting()


@pytest.fixture
def sent(monkeypatch, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    messages: list[str] = []
    monkeypatch.setattr(queue.current_app, "send_task", lambda name, **_options: messages.append(name))
    monkeypatch.setattr(queue, "_broker_rests_until", 0.0)
    return messages


def test_one_transaction_rings_the_bell_once_and_after_the_commit(
    ada, eve, chen, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        thanks.give(by=ada, receiver=eve, text="Thank you!")
        thanks.give(by=chen, receiver=eve, text="Thank you too!")
        assert sent == []
    assert sent == ["scoring.tasks.recalculate"]


def test_without_a_broker_nothing_is_sent(ada, eve, sent, settings, django_capture_on_commit_callbacks):
    settings.REDIS_URL = ""
    with django_capture_on_commit_callbacks(execute=True):
        thanks.give(by=ada, receiver=eve, text="Thank you!")
    assert sent == []


def test_a_broker_that_is_away_costs_one_warning_and_no_fact(
    ada, eve, chen, sent, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(name, **_options):
        sent.append(name)
        raise OperationalError("connection refused")

    monkeypatch.setattr(queue.current_app, "send_task", refuse)
    with caplog.at_level(logging.WARNING):
        for giver in (ada, chen):
            with django_capture_on_commit_callbacks(execute=True):
                thanks.give(by=giver, receiver=eve, text="Thank you!")
    assert len(sent) == 1  # the second page does not wait for it again
    assert [r.levelname for r in caplog.records] == ["WARNING"]
    assert "Nothing is lost" in caplog.text
    assert waiting() == {"ada", "chen", "eve"}


def test_the_way_to_a_broker_that_is_away_is_tried_once(sent, monkeypatch):
    """Counted, not timed: kombu's own connection would be tried for seconds."""
    tried: list[dict[str, object]] = []

    def away(self, **how):
        tried.append(how)
        raise OperationalError("connection refused")

    monkeypatch.setattr("kombu.connection.Connection.ensure_connection", away)
    queue.nudge()
    assert [(how["max_retries"], how["interval_start"]) for how in tried] == [(1, 0)]
    assert sent == []
