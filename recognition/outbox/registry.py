"""The channels, one line each; the name is one of `OutboxMessage.Channel`."""

from __future__ import annotations

from recognition.outbox.answers import Channel
from recognition.outbox.channels import email, endpoints

CHANNELS: dict[str, Channel] = {
    "email": email,
    "webhook": endpoints,
    "chat": endpoints,
}
