"""Answers that only the one who asked sees, in the words of Slack's Block Kit."""

from __future__ import annotations

from typing import Any

MOST_CHARACTERS = 2900  # of one block; Slack refuses 3,001


def mrkdwn(text: str) -> str:
    """Words of people, so that nothing in them is a mention or a link of the chat."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def only_to_you(*paragraphs: str) -> dict[str, Any]:
    """Paragraphs in mrkdwn, one block each."""
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": paragraph[:MOST_CHARACTERS]}}
        for paragraph in paragraphs
        if paragraph
    ]
    return {
        "response_type": "ephemeral",
        "text": "\n".join(filter(None, paragraphs))[:MOST_CHARACTERS],
        "blocks": blocks,
    }
