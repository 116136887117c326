"""What the answers of a receiver do to its endpoint: it goes on, or is switched off and the admins are told."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from recognition.actions import notifications
from recognition.actions.actors import System
from recognition.actions.announce import announce
from recognition.models import Endpoint, Notification, Person, Role

# As long as the outbox tries one message: a receiver that took none of them in that time is given up.
GIVEN_UP_AFTER = timedelta(days=3)
BY = System("outbox")


def answered(endpoint: Endpoint) -> None:
    """It took a message."""
    if endpoint.failing_since is not None:
        Endpoint.objects.filter(pk=endpoint.pk).update(failing_since=None)


def failed(endpoint: Endpoint) -> None:
    """It took none this time. Since when is kept; after three days without any success it is switched off."""
    now = timezone.now()
    if endpoint.failing_since is None:
        Endpoint.objects.filter(pk=endpoint.pk, failing_since=None).update(failing_since=now)
    elif now - endpoint.failing_since >= GIVEN_UP_AFTER:
        _switch_off(endpoint, Endpoint.Off.FAILING)


def gone(endpoint: Endpoint) -> None:
    """It said that nothing more is wanted at this address."""
    _switch_off(endpoint, Endpoint.Off.GONE)


@transaction.atomic
def _switch_off(endpoint: Endpoint, why: Endpoint.Off) -> None:
    """Once: of two workers that heard the same, one tells."""
    now = timezone.now()
    if not Endpoint.objects.filter(pk=endpoint.pk, off="").update(off=why, off_since=now):
        return
    admins = Person.objects.filter(role_grants__role=Role.ADMIN).distinct()
    notifications.tell(
        Notification(person=admin, kind="endpoint_off", subject=str(endpoint.pk), data={"endpoint": endpoint.name})
        for admin in admins
    )
    announce(endpoint, by=BY, verb="endpoint.switch_off", key=endpoint.name, data={"why": str(why)})
