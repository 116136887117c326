"""Tells a worker, after the commit, that a source delivered something."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from recognition.signals import deliveries_arrived
from scoring.queue import ring

# A process that takes in hundreds a second rings once in this time (seconds): one task works off what waits, and beat
# looks every three seconds anyway.
REST_SECONDS = 1.0
_rests_until = 0.0


@receiver(deliveries_arrived, dispatch_uid="ring_for_deliveries")
def ring_after_commit(sender: object, **_more: object) -> None:
    """Without a broker `manage.py deliveries` works on them."""
    if settings.REDIS_URL:
        transaction.on_commit(_ring, robust=True)


def _ring() -> None:
    global _rests_until
    if time.monotonic() >= _rests_until:
        _rests_until = time.monotonic() + REST_SECONDS
        ring("scoring.tasks.work_on_deliveries")
