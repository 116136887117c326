"""The door of the company's directory: /scim/v2. Who comes in, how much they may bring, and what is kept of it.

A token opens this door and nothing else, so there is no session and nothing for another site to ride on.
"""

from __future__ import annotations

import json
import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from scim2_models import InvalidSyntaxException, PayloadTooLargeException, SCIMException, UnauthorizedException
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.service import ScimService

from recognition.content_length import said_length
from recognition.directory.scim import guarding, provider
from recognition.directory.scim.storage import DirectoryStorage
from recognition.models import DirectoryToken

logger = logging.getLogger(__name__)
_READS = {"GET", "HEAD"}


@csrf_exempt
def scim(request: HttpRequest, path: str = "") -> HttpResponse:
    """Any request to any of its addresses; whatever goes wrong is answered as SCIM answers errors."""
    token: DirectoryToken | None = None
    with translation.override("en"):  # errors of a protocol are read by machines and administrators
        try:
            token = _token(request)
            guarding.check_path(path)
            answer = _handled(request, path)
        except SCIMException as refused:
            answer = _service().error_response(refused)
        except RecursionError:
            answer = _service().error_response(InvalidSyntaxException(detail="This is nested too deeply."))
        except DatabaseError:
            logger.exception("SCIM: the database refused %s /%s", request.method, path)
            answer = _service().error_response(SCIMException(detail="Nothing was kept: try again."))
            answer.status, answer.body = guarding.UNAVAILABLE, {**(answer.body or {}), "status": "503"}
    if token is not None and (request.method not in _READS or answer.status >= 400):
        guarding.note(token, request.method or "", path, answer.status, str((answer.body or {}).get("detail") or ""))
    return _response(request, answer)


def _handled(request: HttpRequest, path: str) -> ScimResponse:
    body = _body(request)
    method = request.method or "GET"
    asked = ScimRequest(
        method="GET" if method == "HEAD" else method,
        base_url=request.build_absolute_uri("/scim/v2"),
        path=f"/{path}",
        query=guarding.checked_query(request.GET.dict()),
        headers=dict(request.headers),
        body=body,
    )
    searches = method in _READS or path.strip("/").endswith(".search")
    storage = DirectoryStorage(provider.provider(), writes=not searches)
    return ScimHandler(_service(), storage).handle(asked)


def _token(request: HttpRequest) -> DirectoryToken:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = guarding.token_of(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise UnauthorizedException(detail="Send a token of the directory: Authorization: Bearer plaudit_scim_…")
    return token


def _body(request: HttpRequest) -> bytes:
    """At most a mebibyte, and nothing in it that no database keeps."""
    if request.method in _READS:
        return b""
    length = said_length(request)
    if length is None and request.META.get("CONTENT_LENGTH"):
        raise InvalidSyntaxException(detail="Content-Length must be a whole number of bytes.")
    if (length or 0) > provider.MOST_BYTES:
        raise PayloadTooLargeException(detail=f"At most {provider.MOST_BYTES} bytes: send several requests.")
    return guarding.checked_body(request.body)


def _service() -> ScimService:
    return provider.service(settings.SECRET_KEY)


def _response(request: HttpRequest, answer: ScimResponse) -> HttpResponse:
    content = b"" if answer.body is None else json.dumps(answer.body).encode()
    response = HttpResponse(b"" if request.method == "HEAD" else content, status=int(answer.status))
    for name, value in answer.headers.items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response
