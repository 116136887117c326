"""The header `Idempotency-Key`: a POST that is sent twice is done once (draft-ietf-httpapi-idempotency-key-header)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from recognition.actions import api_answers
from recognition.actions.api_answers import Answer, KeyUsedError

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
# The draft writes the key in quotes; most clients leave them away.
KEY = re.compile(r'\A(?:"([!#-~]{1,255})"|([!#-~]{1,255}))\Z')


class UsedOtherwise(APIException):
    status_code = 422
    default_detail = "This idempotency key stands for another request: take a new one."
    default_code = "key_used"


def key_of(request: Request) -> str | None:
    """The key of a POST; None: it carries none.

    Raises:
        ValidationError: the header is not a key.
    """
    said = request.headers.get(HEADER)
    if request.method != "POST" or said is None:
        return None
    found = KEY.match(said)
    if found is None:
        raise ValidationError(
            {HEADER: "Give 1 to 255 visible ASCII characters, such as a UUID, without spaces and quotes inside."},
            code="invalid",
        )
    return found[1] or found[2]


def once(request: Request, key: str, answer: Callable[[], Response]) -> Response:
    """What `answer` says, or what was answered to the same request of this login before."""
    try:
        kept = api_answers.once(
            user=request.user,  # type: ignore[arg-type]  # who is not signed in has been refused
            key=key,
            fingerprint=_fingerprint(request),
            do=lambda: _as_kept(answer()),
        )
    except KeyUsedError:
        raise UsedOtherwise from None
    headers = {"Location": kept.location} if kept.location else {}
    if kept.replayed:
        headers[REPLAYED] = "true"
    return Response(json.loads(kept.body) if kept.body else None, kept.status, headers=headers)


def _as_kept(response: Response) -> Answer:
    body = JSONRenderer().render(response.data).decode() if response.data is not None else ""
    return Answer(response.status_code, body, response.headers.get("Location", ""))


def _fingerprint(request: Request) -> str:
    """Of the method, the address and what the body says, however it is spaced and ordered."""
    body: Any = request.data or {}
    said = json.dumps([request.method, request.path, body], sort_keys=True, default=str)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
