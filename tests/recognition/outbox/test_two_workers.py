"""Two workers at once: each message is sent by one of them."""

import threading
import time
from collections import Counter

import pytest
from django.db import connection, transaction

from recognition.actions import mail, outbox, preferences, thanks
from recognition.models import OutboxMessage
from recognition.outbox import dispatch

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


def in_another_connection(do):
    def run():
        try:
            do()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_no_message_is_sent_by_both(receiver, monkeypatch):
    for number in range(30):
        outbox.put(channel="chat", destination=f"r{number}", kind="test", payload={}, dedup_key=f"x{number}")
    plain = receiver.send
    monkeypatch.setattr(receiver, "send", lambda message: (time.sleep(0.005), plain(message))[1])
    for worker in [in_another_connection(dispatch.work_due) for _ in range(3)]:
        worker.join(timeout=30)
        assert not worker.is_alive()
    assert Counter(receiver.taken).most_common(1)[0][1] == 1
    assert len(receiver.taken) == 30 == OutboxMessage.objects.filter(state="sent").count()


def test_an_email_that_is_joined_holds_up_nobody_and_is_not_sent_meanwhile(receiver, ada, bo, chen, settings):
    settings.MAIL_ON = True
    preferences.choose_messages(by=bo, wanted=["words"], ways={"words": "at_once"})
    thanks.give(by=ada, receiver=bo, text="Thank you for the map!")
    OutboxMessage.objects.update(due_at="2026-01-01T00:00Z")
    with transaction.atomic():
        # As if another one were joining it.
        assert OutboxMessage.objects.select_for_update().get().kind == mail.AT_ONCE
        other = in_another_connection(lambda: thanks.give(by=chen, receiver=bo, text="Thank you too!"))
        other.join(timeout=20)
        assert not other.is_alive()
        sender = in_another_connection(dispatch.work_due)
        sender.join(timeout=20)
        assert not sender.is_alive()
        assert receiver.taken == []
    assert sorted(len(row.payload["notifications"]) for row in OutboxMessage.objects.all()) == [1, 1]
