"""What a channel says of one attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Protocol

from recognition.models import OutboxMessage


class Rest(Enum):
    """What else is left alone for the rest of this round, since it would fail the same way."""

    NOTHING = "nothing"
    DESTINATION = "destination"  # other messages to the same destination
    CHANNEL = "channel"  # every message of the channel


@dataclass(frozen=True, slots=True)
class Sent:
    """The receiver took it. `status`: the number it answered, where the protocol has one."""

    answer: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Not now. `after`: the receiver asked for at least this much time; else the usual pause."""

    error: str
    after: timedelta | None = None
    status: int | None = None
    rest: Rest = Rest.DESTINATION


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """Never, in this form: trying again would change nothing. A person can send it again from the office."""

    error: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Moot:
    """Nobody wants it any more: what it told of was taken back, or the receiver left."""

    reason: str


Answer = Sent | RetryLater | Undeliverable | Moot


class Channel(Protocol):
    """A module or object that delivers one message.

    `send` is called outside a transaction and may take up to `dispatch.LEASE`; all its own waiting (connect, read) has
    to end well before, or another worker sends the message too. It may be called again for a message that already
    arrived (a worker that was killed): the receiver tells copies by `message.message_id`. Whatever it raises counts as
    RetryLater and goes to the log.
    """

    def send(self, message: OutboxMessage) -> Answer: ...
