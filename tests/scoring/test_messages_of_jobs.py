"""Messages as jobs see them: health, the bell of the outbox, what is forgotten, and a case that is handed over."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from recognition.actions import outbox
from recognition.models import Notification, OutboxMessage, Person, Role, RoleGrant
from scoring import health, queue, tasks
from scoring.actions import cases
from tests.scoring.actions.conftest import case, clock, ruth, words  # noqa: F401

pytestmark = pytest.mark.django_db


def put(key="x", **more):
    told = {"kind": "daily", "payload": {"notifications": []}}
    return outbox.put(channel="email", destination="ada", dedup_key=key, **told, **more)


def line():
    return next(part for part in health.parts() if part.name == "outbox")


def test_health_says_when_a_message_is_overdue_and_how_many_were_given_up(db):
    assert line().well
    put(due_at=timezone.now() - timedelta(minutes=9))
    assert line().well
    put("y", due_at=timezone.now() - timedelta(minutes=11))
    assert not line().well
    assert "/office/outbox" in line().says
    OutboxMessage.objects.update(state="dead")
    assert (line().well, line().alarm) == (True, True)
    assert "2 were given up" in line().says


def test_putting_rings_for_the_sender_once_after_the_commit(settings, monkeypatch, django_capture_on_commit_callbacks):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    rung = []
    monkeypatch.setattr(queue.current_app, "send_task", lambda name, **_options: rung.append(name))
    monkeypatch.setattr(queue, "_broker_rests_until", 0.0)
    monkeypatch.setattr("kombu.connection.Connection.ensure_connection", lambda self, **_: self)
    with django_capture_on_commit_callbacks(execute=True):
        put("a"), put("b")
        assert rung == []
    assert rung == ["scoring.tasks.send_messages"]


def test_the_jobs_and_the_command_send_what_is_due(ada, capsys):
    put(person=ada)
    tasks.send_messages()
    assert OutboxMessage.objects.get().state == "cancelled"  # it names no message that still stands
    call_command("send_messages")
    assert "Nothing is due." in capsys.readouterr().out
    tasks.write_digests()


def test_what_left_the_house_is_forgotten_after_a_while(settings):
    put()
    OutboxMessage.objects.update(state="sent", over_at=timezone.now() - timedelta(days=31))
    tasks.forget_messages()
    assert not OutboxMessage.objects.exists()


def test_who_is_asked_to_look_at_a_case_is_told_until_it_goes_on(case, ruth, company):  # noqa: F811
    second = Person.objects.create(key="sol", display_name="Sol Amani", team=company["company"])
    RoleGrant.objects.create(person=second, role=Role.REVIEWER)
    cases.assign(by=ruth, case=case, to=ruth)
    assert not Notification.objects.filter(kind="case_handed_over").exists()  # who takes it knows
    cases.assign(by=ruth, case=case, to=second)
    [told] = Notification.objects.filter(kind="case_handed_over")
    assert (told.person, told.by, told.subject) == (second, ruth, case.key)
    cases.give_back(by=second, case=case)
    assert not Notification.objects.filter(kind="case_handed_over").exists()


def test_one_round_of_sending_goes_on_at_a_time(db, monkeypatch):
    """Else a receiver that hangs would keep every worker waiting, and nobody would be judged."""
    rounds = []

    def hangs():
        rounds.append("began")
        tasks.send_messages()  # another worker, meanwhile
        return tasks.dispatch.Round()

    monkeypatch.setattr(tasks.dispatch, "work_due", hangs)
    tasks.send_messages()
    tasks.send_messages()
    assert rounds == ["began", "began"]
