"""Requests as a server hands them on: through the WSGI application, in this process, without a client between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import RequestFactory

from recognition.models import User

HOST = "plaudit.example"
READ = 1_000_000  # bytes of an answer: exports are streamed, and may be as long as they like


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float  # by the clock
    work: float  # seconds of the processor in this process, without the database server


@dataclass
class Statements:
    """What was asked of the database."""

    asked: list[tuple[str, float]] = field(default_factory=list)  # each with its seconds

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.asked.append((sql, time.perf_counter() - began))

    @property
    def number(self) -> int:
        return len(self.asked)

    @property
    def seconds(self) -> float:
        return sum(seconds for _sql, seconds in self.asked)


class Visitor:
    """Somebody who is signed in, asking one application."""

    def __init__(self, user: User | None, application: Callable[..., Any]) -> None:
        self._application = application
        self._factory = RequestFactory()
        if user is not None:
            self._factory.cookies[settings.SESSION_COOKIE_NAME] = _session_of(user)

    def get(self, address: str, *, compressed: bool = True) -> Answer:
        path, _, query = address.partition("?")
        more = {"HTTP_HOST": HOST, "QUERY_STRING": query, "wsgi.url_scheme": "https"}
        if compressed:
            more["HTTP_ACCEPT_ENCODING"] = "gzip"
        environ = self._factory._base_environ(PATH_INFO=path, **more)  # type: ignore[attr-defined]
        told: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            told.update(status=int(status[:3]), headers=dict(headers))

        began, busy = time.perf_counter(), time.process_time()
        response = self._application(environ, start)
        body = b""
        for chunk in response:
            body += chunk
            if len(body) > READ:
                break
        response.close()
        seconds, work = time.perf_counter() - began, time.process_time() - busy
        return Answer(told["status"], told["headers"], body, seconds, work)


@contextmanager
def statements() -> Iterator[Statements]:
    counted = Statements()
    with connection.execute_wrapper(counted):
        yield counted


def _session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
