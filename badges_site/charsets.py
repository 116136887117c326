"""Refusing requests in a charset that cannot be read, before Django builds a request from them.

Django takes any codec that Python knows, also those that are no text encodings (`charset=rot13`), and fails
while it builds the request: no middleware and no error page would see that one.
"""

from __future__ import annotations

import codecs
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

from recognition.problems import MEDIA_TYPE, problem_body

READABLE = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})  # as Python calls them
FOR_PROGRAMS = ("/api/", "/hooks/")
MESSAGE = "The charset of the Content-Type is not one that is read here. Send UTF-8."

AsgiApplication = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def is_readable(content_type: str) -> bool:
    """Whether the header names no charset, or one of READABLE under any of its names."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset")
        return not charset or (charset.isascii() and codecs.lookup(charset).name in READABLE)
    except (LookupError, ValueError):  # unknown, or no name at all (a NUL, a broken encoded parameter)
        return False


def refusing_wsgi(application: WSGIApplication) -> WSGIApplication:
    def checked(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if is_readable(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        media_type, body = _refusal(environ.get("PATH_INFO", ""))
        start_response("400 Bad Request", [("Content-Type", media_type), ("Content-Length", str(len(body)))])
        return [body]

    return checked


def refusing_asgi(application: AsgiApplication) -> AsgiApplication:
    async def checked(scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope.get("headers", ()))
        if scope["type"] != "http" or is_readable(headers.get(b"content-type", b"").decode("latin-1")):
            await application(scope, receive, send)
            return
        media_type, body = _refusal(scope.get("path", ""))
        sent = [(b"content-type", media_type.encode()), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 400, "headers": sent})
        await send({"type": "http.response.body", "body": body})

    return checked


def _refusal(path: str) -> tuple[str, bytes]:
    """Media type and body: a problem where programs knock, plain words elsewhere."""
    if not path.startswith(FOR_PROGRAMS):
        return "text/plain; charset=utf-8", f"{MESSAGE}\n".encode()
    return MEDIA_TYPE, problem_body(400, "unknown_charset", MESSAGE)
