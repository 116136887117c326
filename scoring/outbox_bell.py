"""Tells a worker, after the commit, that the outbox has something to send."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.dispatch import receiver

from recognition.signals import outbox_filled
from scoring.queue import ring


@receiver(outbox_filled, dispatch_uid="ring_for_the_outbox")
def ring_after_commit(sender: object, **_more: object) -> None:
    """At most one message a transaction. Without a broker `manage.py send_messages` sends."""
    if not settings.REDIS_URL:
        return
    waiting: list[Any] = connection.run_on_commit  # (savepoints, function, robust)
    if not any(entry[1] is ring_for_outbox for entry in waiting):
        transaction.on_commit(ring_for_outbox, robust=True)


def ring_for_outbox() -> None:
    ring("scoring.tasks.send_messages")
