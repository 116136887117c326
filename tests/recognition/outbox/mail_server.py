"""A mail server on this machine that can be down, shut its door in the middle, or lose its answer."""

from __future__ import annotations

import email
import socket
import socketserver
import threading
from email import policy
from email.message import EmailMessage


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line.split()[0].upper().decode() if line.split() else ""
            if verb == "RCPT":
                self.say(self.server.to_receivers.pop(0) if self.server.to_receivers else "250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                self._take()
                if self.server.hang_up_after_data:
                    self.server.hang_up_after_data -= 1
                    return  # taken, and the sender never hears of it
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        self.server.taken.append(email.message_from_bytes(b"".join(lines), policy=policy.default))


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.taken: list[EmailMessage] = []
        self.to_receivers: list[str] = []
        self.hang_up_after_data = 0
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def ids(self) -> list[str]:
        return [str(taken["Message-ID"]) for taken in self.taken]

    def __exit__(self, *args: object) -> None:
        self.shutdown()
        super().__exit__(*args)


def free_port() -> int:
    """One that nobody listens on: the address of a server that is down."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
