"""What verifiers fetch: the keys of the site, and the lists of what no longer counts."""

from __future__ import annotations

import hashlib
import json

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from recognition.credentials.issuer import did_document, issuer
from recognition.credentials.keys import NotSetUpError
from recognition.credentials.places import PURPOSES
from recognition.credentials.status import status_list
from recognition.problems import problem_answer
from recognition.views.credentials import DOCUMENT, TOKEN

_NOT_SET_UP = "This site signs no credentials."
_NO_LIST = "There is no such list."


@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """did:web of this site."""
    try:
        document = did_document()
    except NotSetUpError:
        return _problem(404, "not_set_up", _NOT_SET_UP)
    return _public(HttpResponse(json.dumps(document), content_type="application/did+json"), "public, max-age=300")


@require_safe
def credential_status(request: HttpRequest, number: int, purpose: str) -> HttpResponse:
    """One list, signed. Asked for again each time (ETag), so that nobody believes a stale one."""
    if purpose not in PURPOSES:
        return _problem(404, "not_found", _NO_LIST)
    try:
        found = status_list(issuer(), number=number, purpose=purpose)
    except NotSetUpError:
        return _problem(503, "not_set_up", _NOT_SET_UP)
    if found is None:
        return _problem(404, "not_found", _NO_LIST)
    as_token = request.get_preferred_type([DOCUMENT, "application/ld+json", "application/json", TOKEN]) == TOKEN
    content = found.token if as_token else found.document
    etag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    answer = HttpResponseNotModified() if known else HttpResponse(content, content_type=TOKEN if as_token else DOCUMENT)
    answer["ETag"] = etag
    patch_vary_headers(answer, ["Accept"])
    return _public(answer, "public, no-cache")


def _public(answer: HttpResponse, how_long: str) -> HttpResponse:
    """For verifiers everywhere, those in browsers included."""
    answer["Cache-Control"] = how_long
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _problem(status: int, code: str, sentence: str) -> HttpResponse:
    return _public(problem_answer(status, code, sentence), "no-store")
