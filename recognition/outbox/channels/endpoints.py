"""Posts to an endpoint: signed webhooks of programs, channels of the chat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from recognition.actions import endpoint_health
from recognition.endpoints import chat_posts, signed
from recognition.endpoints.addresses import target_of
from recognition.endpoints.events import TEST
from recognition.endpoints.facts import Fact, a_test, fact_of
from recognition.endpoints.posting import Answer as Posted
from recognition.endpoints.posting import NoAnswerError, post
from recognition.models import Endpoint, OutboxMessage
from recognition.outbox.answers import Answer, Moot, RetryLater, Sent, Undeliverable
from recognition.sealed import BrokenSealError, unseal
from recognition.site_address import site_address

Kind = Endpoint.Kind
GONE = 410
UNKNOWN_TO_CHAT = 404  # Slack: no_service; Teams: the workflow was removed
NEVER_TAKEN = (400, 413, 415, 422)  # of a chat: the same card is refused again
LONGEST_ANSWER = 300  # characters that are kept


def send(message: OutboxMessage) -> Answer:
    """The facts are asked for now: who hid a badge since, or left words to themselves, is not told of."""
    endpoint = Endpoint.objects.filter(pk=message.payload.get("endpoint")).first()
    if endpoint is None:
        return Moot("The endpoint was removed.")
    if endpoint.off:
        return Undeliverable("The endpoint is switched off.")
    at = datetime.fromisoformat(message.payload["at"])
    with translation.override(settings.LANGUAGE_CODE):
        told = a_test(at) if message.kind == TEST else fact_of(message.kind, message.payload["fact"])
        if told is None:
            return Moot("Nobody else may see it any more.")
        try:
            body, headers = _written(endpoint, message, told)
            answer = post(target_of(unseal(endpoint.url)), body, {"User-Agent": "Plaudit", **headers})
        except (NoAnswerError, BrokenSealError) as failed:
            endpoint_health.failed(endpoint)
            return RetryLater(str(failed))
        except ValidationError as forbidden:  # allowed when it was entered, and not any more
            endpoint_health.failed(endpoint)
            return RetryLater(" ".join(forbidden.messages))
    return _judged(endpoint, answer)


def _written(endpoint: Endpoint, message: OutboxMessage, told: Fact) -> tuple[bytes, dict[str, str]]:
    link = site_address() + told.path
    if endpoint.kind == Kind.WEBHOOK:
        body = signed.body_of(message.kind, message.payload["at"], {**told.data, "url": link})
        known = [unseal(secret) for secret in (endpoint.secret, endpoint.old_secret) if secret]
        now = timezone.now().astimezone(UTC)
        return body, signed.headers_of(f"msg_{message.message_id.hex}", now, body, known)
    body = chat_posts.slack_body(told, link) if endpoint.kind == Kind.SLACK else chat_posts.teams_body(told, link)
    return body, {"Content-Type": "application/json"}


def _judged(endpoint: Endpoint, answer: Posted) -> Answer:
    text = answer.text[:LONGEST_ANSWER]
    if 200 <= answer.status < 300:
        endpoint_health.answered(endpoint)
        return Sent(text, answer.status)
    text = text or f"The receiver answered {answer.status} without words."
    in_chat = endpoint.kind != Kind.WEBHOOK
    if answer.status == GONE or (in_chat and answer.status == UNKNOWN_TO_CHAT):
        endpoint_health.gone(endpoint)
        return Undeliverable(f"The address is gone: {text}", answer.status)
    if in_chat and answer.status in NEVER_TAKEN:
        return Undeliverable(text, answer.status)
    endpoint_health.failed(endpoint)
    if 300 <= answer.status < 400:
        text = "It leads to another address, which is not followed: enter that one."
    return RetryLater(text, _pause(answer.retry_after), answer.status)


def _pause(retry_after: str) -> timedelta | None:
    """What the receiver asked for: seconds, or a moment."""
    if retry_after.isascii() and retry_after.isdecimal() and len(retry_after) < 9:
        return timedelta(seconds=int(retry_after))
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - timezone.now(), timedelta())
