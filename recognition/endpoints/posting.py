"""One POST to one checked address: no redirect, no proxy, a bounded time, and a bounded answer."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from recognition.endpoints.addresses import ForbiddenAddressError, Target, checked_address

CONNECT_AND_READ = 10.0  # seconds of silence
ALTOGETHER = 20.0  # seconds; a receiver that sends byte after byte is left as well
MOST_READ = 2048  # bytes of an answer
TOO_LATE = "No whole answer in time."


class NoAnswerError(Exception):
    """Nothing usable came back; the text says what went wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    retry_after: str


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send `body` and give what was answered, whatever its status.

    Raises:
        NoAnswerError: the name leads nowhere where may be posted to, or nobody answers in time.
    """
    try:
        address = checked_address(target)
    except ForbiddenAddressError as forbidden:
        raise NoAnswerError(str(forbidden)) from forbidden
    connection = _HttpsTo(target, address) if target.https else _HttpTo(target, address)
    late = threading.Timer(ALTOGETHER, connection.hang_up)
    late.daemon = True
    late.start()
    try:
        connection.request("POST", target.path, body, {"Host": target.authority, **headers})
        answer = connection.getresponse()
        text = answer.read(MOST_READ).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NoAnswerError(TOO_LATE if connection.hung_up else _in_words(error)) from error
    finally:
        late.cancel()
        connection.close()
    if connection.hung_up:  # what came until then looks like an answer that ended there
        raise NoAnswerError(TOO_LATE)
    return Answer(answer.status, text, answer.headers.get("Retry-After", ""))


class _HttpTo(http.client.HTTPConnection):
    """Connects to the address that was checked, and to no other that the name may lead to by now."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_AND_READ)
        self.address = address
        self.opened: socket.socket | None = None  # also where `http.client` has let go of it for an answer
        self.hung_up = False

    def connect(self) -> None:
        self.sock = self.opened = socket.create_connection((self.address, self.port), CONNECT_AND_READ)

    def hang_up(self) -> None:
        """From another thread: who reads there wakes up."""
        self.hung_up = True
        if self.opened is not None:
            with suppress(OSError):  # closed meanwhile
                socket.socket.shutdown(self.opened, socket.SHUT_RDWR)


class _HttpsTo(_HttpTo):
    """The same with TLS; the certificate is of the name."""

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = self.opened = context.wrap_socket(self.sock, server_hostname=self.host)


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"No answer within {CONNECT_AND_READ:.0f} seconds."
    return f"{type(error).__name__}: {error}"[:300]
