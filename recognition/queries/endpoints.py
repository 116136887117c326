"""What the office sees of endpoints: how each fares, and what was posted there."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count, Q, QuerySet

from recognition.models import Endpoint, OutboxMessage
from recognition.queries.searched import with_words, words_as_typed

State = OutboxMessage.State


def endpoints(text: str = "") -> QuerySet[Endpoint]:
    """By name; with `text` those whose name or host holds every word of it."""
    found = Endpoint.objects.select_related("team", "badge")
    return with_words(
        found, words_as_typed(text), lambda word: Q(name__icontains=word) | Q(host__icontains=word)
    ).order_by("name", "id")


def states_of(shown: list[Endpoint]) -> dict[str, Counter[str]]:
    """Destination -> how many messages are in each state. One statement."""
    rows = (
        OutboxMessage.objects.filter(
            channel__in=(OutboxMessage.Channel.WEBHOOK, OutboxMessage.Channel.CHAT),
            destination__in=[endpoint.destination for endpoint in shown],
        )
        .order_by()
        .values_list("destination", "state")
        .annotate(n=Count("pk"))
    )
    found: dict[str, Counter[str]] = {endpoint.destination: Counter() for endpoint in shown}
    for destination, state, number in rows:
        found[destination][state] = number
    return found


def messages_to(endpoint: Endpoint, state: str = "") -> QuerySet[OutboxMessage]:
    """The latest first, each with `tries`, the latest first; one of the states, or all."""
    found = OutboxMessage.objects.filter(
        channel__in=(OutboxMessage.Channel.WEBHOOK, OutboxMessage.Channel.CHAT), destination=endpoint.destination
    )
    if state in State.values:
        found = found.filter(state=state)
    return found.prefetch_related("tries").order_by("-id")
