"""What is on its way out of the house, and what could not be delivered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.models import Endpoint, OutboxMessage

State = OutboxMessage.State
TROUBLE = "trouble"
SHOWN: dict[str, Promise] = {
    "waiting": _("Waiting"),
    TROUBLE: _("Tried in vain so far"),
    "dead": _("Given up"),
    "sent": _("Sent"),
    "cancelled": _("Not wanted any more"),
}


def messages(shown: str, channel: str = "") -> QuerySet[OutboxMessage]:
    """Of a key of `SHOWN`: what waits, the next one first; what is over, the last one first."""
    found = OutboxMessage.objects.filter(state=State.WAITING if shown == TROUBLE else shown)
    if shown == TROUBLE:
        found = found.exclude(last_error="")
    if channel:
        found = found.filter(channel=channel)
    return found.order_by("due_at", "id") if shown in ("waiting", TROUBLE) else found.order_by("-over_at", "-id")


def endpoints_of(shown: Iterable[OutboxMessage]) -> dict[str, Endpoint]:
    """Destination -> the endpoint that it stands for, where that still exists. One statement, none without such."""
    begin = Endpoint(pk=0).destination[:-1]
    numbers = {message.destination.removeprefix(begin) for message in shown if message.destination.startswith(begin)}
    found = Endpoint.objects.filter(pk__in=[number for number in numbers if number.isdecimal()]) if numbers else ()
    return {endpoint.destination: endpoint for endpoint in found}


def counted() -> list[tuple[str, str, dict[str, int]]]:
    """For each channel and its name, how many are in each state. One statement."""
    rows = OutboxMessage.objects.order_by().values_list("channel", "state").annotate(number=Count("id"))
    numbers = {(channel, state): number for channel, state, number in rows}
    return [
        (str(channel), str(label), {state: numbers.get((channel, state), 0) for state in State.values})
        for channel, label in OutboxMessage.Channel.choices
    ]


def oldest_due() -> datetime | None:
    """Since when the message has been due that nobody has tried for the longest; None where none is."""
    due = OutboxMessage.objects.filter(state=State.WAITING, leased_until__isnull=True, due_at__lte=timezone.now())
    return due.order_by("due_at", "id").values_list("due_at", flat=True).first()
