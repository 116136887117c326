"""Before and after the protocol: tokens, what is refused unread, and the list of the last requests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from scim2_models import InvalidValueException, NotFoundException

from recognition.actions.machine_tokens import digest_of
from recognition.directory.scim.dialects import understood
from recognition.models import DirectoryRequest, DirectoryToken
from recognition.plain_text import check_plain_text

UNAVAILABLE = HTTPStatus.SERVICE_UNAVAILABLE
KEPT_REQUESTS = 500
LONGEST_QUERY = 8_000  # characters of one parameter
USED_AGAIN_AFTER = timedelta(minutes=1)


def token_of(secret: str) -> DirectoryToken | None:
    """The living token with this secret. That it was used is written once a minute."""
    now = timezone.now()
    living = DirectoryToken.objects.filter(expires_at__gt=now, ended_at__isnull=True)
    token = living.filter(digest=digest_of(secret)).first() if secret.isascii() else None
    if token is not None:
        stale = Q(used_at__isnull=True) | Q(used_at__lt=now - USED_AGAIN_AFTER)
        if token.used_at is None or token.used_at < now - USED_AGAIN_AFTER:
            DirectoryToken.objects.filter(stale, pk=token.pk).update(used_at=now)
    return token


def check_path(path: str) -> None:
    """No id has a character that no database keeps."""
    if not path.isprintable():
        raise NotFoundException(detail="There is nothing of this address.")


def checked_body(body: bytes) -> bytes:
    """What is no JSON the library refuses; half of a surrogate pair or a NUL it would hand on to the database."""
    try:
        told = json.loads(body)
    except (UnicodeDecodeError, ValueError):
        return body
    _check(told)
    return understood(body, told)


def checked_query(query: Mapping[str, str]) -> Mapping[str, str]:
    for name, value in query.items():
        if len(value) > LONGEST_QUERY:
            raise InvalidValueException(detail=f"{name[:40]}: at most {LONGEST_QUERY} characters; POST to /.search.")
        _check(value)
    return query


def note(token: DirectoryToken, method: str, path: str, status: int, detail: str) -> None:
    """Keep the request among the last ones. What it was about is not kept, but for the reason of a refusal."""
    made = DirectoryRequest.objects.create(
        token=token, method=method[:10], path=_shown("/" + path)[:200], status=status, detail=_shown(detail)[:300]
    )
    if made.pk % 50 == 0:
        DirectoryRequest.objects.filter(pk__lte=made.pk - KEPT_REQUESTS).delete()


def _check(told: object) -> None:
    if isinstance(told, str):
        try:
            check_plain_text(told)
        except ValidationError as error:
            raise InvalidValueException(detail=" ".join(error.messages)) from error
    elif isinstance(told, dict):
        for name, value in told.items():
            _check(name)
            _check(value)
    elif isinstance(told, list):
        for one in told:
            _check(one)


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)
