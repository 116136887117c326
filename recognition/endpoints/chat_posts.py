"""A message as people read it in a channel: Block Kit for Slack, an Adaptive Card for Teams."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from recognition.chat.answers import mrkdwn
from recognition.endpoints.facts import Fact

LONGEST_TEXT = 600  # characters of what somebody wrote: the page has the rest


def slack_body(told: Fact, link: str) -> bytes:
    """For an incoming webhook of Slack. Nothing that people wrote is a mention or a link there."""
    title = mrkdwn(told.title)
    blocks: list[dict[str, Any]] = [_section("mrkdwn", f"*<{link}|{title}>*")]
    if told.text:
        blocks.append(_section("plain_text", _cut(told.text)))
    return json.dumps({"text": title, "blocks": blocks, "unfurl_links": False}, ensure_ascii=False).encode()


def teams_body(told: Fact, link: str) -> bytes:
    """For a workflow of Teams that posts what a webhook brings. Runs of text hold no Markdown, unlike blocks of it."""
    body = [_run(told.title, weight="Bolder")]
    if told.text:
        body.append(_run(_cut(told.text), isSubtle=True))
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
        "actions": [{"type": "Action.OpenUrl", "title": _("See it on Plaudit"), "url": link}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return json.dumps({"type": "message", "attachments": [attachment]}, ensure_ascii=False).encode()


def _section(kind: str, text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": kind, "text": text}}


def _run(text: str, **how: object) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **how}]}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
