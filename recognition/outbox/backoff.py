"""How long until the next attempt, and when to give up."""

from __future__ import annotations

from datetime import timedelta

from recognition.models import OutboxMessage

# Pauses after the first, second, … failed attempt: close together while it may be a restart, then over three days, so
# that a weekend without anybody at the receiver loses nothing. 73 hours in all.
PAUSES = tuple(
    timedelta(minutes=minutes)
    for minutes in (1, 2, 5, 10, 20, 30, 60, 120, 240, 360, 480, 720, 720, 720, 892)
)  # fmt: skip
# So that what failed together does not come back together: each pause is longer by up to this share.
JITTER = 0.25
# A receiver cannot ask to be left alone for longer.
LONGEST_PAUSE = timedelta(days=1)


def pause_after(message: OutboxMessage, asked: timedelta | None = None) -> timedelta | None:
    """The pause after `message.attempts` failed attempts; None: there were enough.

    At least what the receiver asked for. The jitter comes from the message's id: the same for the same attempt.
    """
    if message.attempts > len(PAUSES):
        return None
    usual = PAUSES[max(message.attempts, 1) - 1]
    spread = (message.message_id.int + message.attempts * 7919) % 1000 / 1000
    return max(usual * (1 + JITTER * spread), min(asked or timedelta(), LONGEST_PAUSE))
