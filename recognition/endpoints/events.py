"""The events that an endpoint can be told of, one line each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recognition.models import Endpoint


@dataclass(frozen=True, slots=True)
class Event:
    words: Promise
    for_chat: bool  # what people want to read in a channel; the rest is for programs that keep a copy


EVENTS: dict[str, Event] = {
    "award.given": Event(_("Somebody was given a badge"), for_chat=True),
    "award.raised": Event(_("A badge grew to a higher tier"), for_chat=True),
    "award.lowered": Event(_("A badge went back to a lower tier"), for_chat=False),
    "award.ended": Event(_("A badge is not held any more"), for_chat=False),
    "nomination.made": Event(_("Somebody was nominated for a badge"), for_chat=True),
    "thanks.given": Event(_("Somebody was thanked"), for_chat=True),
}
# Sent by a button, to an endpoint that is tried; nobody chooses it.
TEST = "endpoint.test"


def events_for(kind: str) -> list[str]:
    return [name for name, event in EVENTS.items() if event.for_chat or kind == Endpoint.Kind.WEBHOOK]
