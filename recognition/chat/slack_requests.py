"""A request that says it comes from Slack: believed when its signature fits, once, and not for long."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl

from django.db import IntegrityError, transaction
from django.utils import timezone
from slack_sdk.signature import SignatureVerifier

from recognition.models import ChatDelivery

# A slash command has at most 3,000 characters of text, nine bytes each where they are escaped.
MAX_BYTES = 64 * 1024
MOST_FIELDS = 60
# Longer than a signature is fresh (five minutes, in either direction): then the remembered ones can go.
REMEMBERED_FOR = timedelta(minutes=15)


class RefusedRequestError(Exception):
    """`sentence` says why, and is safe to answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


@dataclass(frozen=True, slots=True)
class SlackCommand:
    """What Slack says was typed, and by whom."""

    workspace: str
    account: str
    account_name: str
    text: str


def require_signature(body: bytes, timestamp: str, signature: str, secrets: Sequence[str]) -> None:
    """Before anything of the body is looked at. Either secret will do while one follows the other.

    Raises:
        RefusedRequestError: 401.
    """
    # What the verifier takes for a number, or for text, and is none would end in an error of its own.
    sound = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 15 and signature.isascii()
    try:
        body.decode()
    except UnicodeDecodeError:
        sound = False
    if not sound or not any(_fits(body, timestamp, signature, secret) for secret in secrets):
        raise RefusedRequestError(401, "The signature does not fit, or is older than five minutes.")


def read_command(body: bytes) -> SlackCommand:
    """The fields of a body whose signature was checked.

    Raises:
        RefusedRequestError: 400, for what is no form or names nobody.
    """
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError as broken:
        raise RefusedRequestError(400, "Send the fields of a slash command as a form in UTF-8.") from broken
    workspace, account = fields.get("team_id", ""), fields.get("user_id", "")
    for name, value in (("team_id", workspace), ("user_id", account)):
        if not (value.isascii() and value.isalnum() and len(value) <= 40):
            raise RefusedRequestError(400, f"The field {name} is missing or is no id of Slack.")
    return SlackCommand(workspace, account, fields.get("user_name", "")[:100], fields.get("text", ""))


def remember(signature: str) -> None:
    """Take this request, once. Inside the transaction of what it asks for, so that a failure can be repeated.

    Raises:
        RefusedRequestError: 409, for one that was taken already.
    """
    now = timezone.now()
    ChatDelivery.objects.filter(at__lt=now - REMEMBERED_FOR).delete()
    try:
        with transaction.atomic():
            ChatDelivery.objects.create(digest=hashlib.sha256(signature.encode()).hexdigest(), at=now)
    except IntegrityError as again:
        raise RefusedRequestError(409, "This request was taken already.") from again


def _fits(body: bytes, timestamp: str, signature: str, secret: str) -> bool:
    return bool(SignatureVerifier(secret).is_valid(body, timestamp, signature))
