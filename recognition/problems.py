"""Errors for programs as application/problem+json (RFC 9457): every door of ours builds them here.

Two doors answer as their own protocols want it instead: SCIM and OTLP.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"

# The status decides the type; readers look at `errors[].code` for what to do.
TITLES = {
    400: ("invalid-input", "The request cannot be used as it is."),
    401: ("not-signed-in", "Sign in first, or sign what you send."),
    403: ("not-allowed", "You may not do this."),
    404: ("not-found", "There is nothing at this address."),
    405: ("method-not-allowed", "This address does not take this method."),
    406: ("not-acceptable", "The answer cannot be given in the asked format."),
    409: ("conflict", "This clashes with what is there."),
    410: ("gone", "This is not there any more."),
    411: ("length-required", "Say how long the body is."),
    412: ("changed-meanwhile", "This was changed since you read it."),
    413: ("too-large", "The body is too large."),
    415: ("unsupported-media-type", "The body is of a kind that is not taken here."),
    422: ("key-used", "This idempotency key stands for another request."),
    429: ("too-many-requests", "Too many requests."),
}
UNAVAILABLE = ("unavailable", "The service cannot answer now.")
OTHER = ("error", "The request failed.")


def type_of(slug: str) -> str:
    return f"urn:plaudit:problem:{slug}"


def problem(status: int, errors: Sequence[dict[str, str]]) -> dict[str, Any]:
    """`{type, title, status, detail, errors: [{path, code, message}]}`."""
    slug, title = UNAVAILABLE if status >= 500 else TITLES.get(status, OTHER)
    return {
        "type": type_of(slug),
        "title": title,
        "status": status,
        "detail": " ".join(dict.fromkeys(error["message"] for error in errors)) or title,
        "errors": list(errors),
    }


def problem_body(status: int, code: str, sentence: str) -> bytes:
    """Of one error that is about the whole request: `code` for programs, `sentence` for who runs them."""
    return json.dumps(problem(status, [{"path": "", "code": code, "message": sentence}])).encode()


def problem_answer(status: int, code: str, sentence: str) -> HttpResponse:
    return HttpResponse(problem_body(status, code, sentence), status=status, content_type=MEDIA_TYPE)
