"""Requests in charsets that cannot be read are refused before Django sees them."""

import asyncio
import io
import json

import pytest

from badges_site.asgi import application as asgi
from badges_site.wsgi import application as wsgi

# Codecs that are no text encodings, one that fails on everything, unknown names, and no name at all.
UNREADABLE = ["rot13", "hex", "undefined", "klingon", "utf-7", "\x00", "utf-8\xff", '"rot13"']


def asked(path, content_type, query="q=one"):
    """Status, headers and body of a GET through the server's door."""
    told = {}

    def start(status, headers, error=None):
        told.update(status=int(status[:3]), headers=dict(headers))

    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "CONTENT_TYPE": content_type,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost",
        "wsgi.input": io.BytesIO(b""), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    body = b"".join(wsgi(environ, start))
    return told["status"], told["headers"], body


@pytest.mark.parametrize("charset", UNREADABLE)
def test_a_page_answers_400_in_plain_words(charset):
    status, headers, body = asked("/", f"text/html; charset={charset}")
    assert (status, headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert b"Send UTF-8" in body


@pytest.mark.parametrize("charset", UNREADABLE)
def test_the_api_answers_400_as_a_problem(charset):
    status, headers, body = asked("/api/v1/people/", f"application/json; charset={charset}")
    assert (status, headers["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(body)["errors"][0]["code"] == "unknown_charset"


@pytest.mark.parametrize(
    "content_type",
    ["", "text/html", "application/x-protobuf", "text/html; charset=UTF-8", 'text/html; charset="utf8"',
     "text/html; charset=latin1", "text/html; charset="],
)  # fmt: skip
def test_every_other_request_goes_through(db, content_type):
    status, _headers, body = asked("/healthz", content_type)
    assert (status, body) == (200, b"alive\n")


@pytest.mark.parametrize(("charset", "status"), [("rot13", 400), ("utf-8", 200)])
def test_the_asynchronous_door_does_the_same(db, charset, status):
    sent = []

    async def receive():
        if sent:
            await asyncio.Event().wait()  # the client stays; Django stops listening when it has answered
        sent.append({"type": "asked"})
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": "/healthz",
        "raw_path": b"/healthz", "query_string": b"q=one", "scheme": "http", "server": ("localhost", 80),
        "headers": [(b"host", b"localhost"), (b"content-type", f"text/html; charset={charset}".encode())],
    }  # fmt: skip
    asyncio.run(asgi(scope, receive, send))
    assert [message["status"] for message in sent if "status" in message] == [status]
