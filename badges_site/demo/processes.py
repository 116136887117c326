"""The demo's processes in the foreground: all of them run, or none."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import TextIO

from badges_site.demo.guardian import Guardian, end_groups

POLL_SECONDS = 0.2
KEPT_LINES = 20
# An idle worker ends in one to three seconds, and one with a batch when the batch is judged.
PATIENCE_SECONDS = 15.0
SAID_AFTER_SECONDS = 2.0
END_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Service:
    """One process to run: a name of a few letters for its output, and its command."""

    name: str
    command: Sequence[str]


@dataclass
class Running:
    service: Service
    process: subprocess.Popen[bytes]
    last_lines: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT_LINES))
    reader: threading.Thread | None = None


class Supervisor:
    """Runs services until a signal asks for the end, one of them dies, or `should_end` says so.

    Each service is a process group of its own: Ctrl-C reaches only the supervisor, which then ends the
    services in the reverse order of their start. Whatever kills the supervisor, the guardian ends the rest.
    """

    def __init__(
        self,
        guardian: Guardian,
        *,
        env: Mapping[str, str],
        cwd: str,
        out: TextIO = sys.stdout,
        should_end: Callable[[], bool] = lambda: False,
    ) -> None:
        self._guardian = guardian
        self._env = dict(env)
        self._cwd = cwd
        self._out = out
        self._lock = threading.Lock()
        self._running: list[Running] = []
        self._should_end = should_end
        self.asked_to_end = False

    def catch_signals(self) -> None:
        """From here on SIGINT, SIGTERM and SIGHUP ask for an orderly end."""
        for number in END_SIGNALS:
            # `nohup` stays what it is. An ignored SIGINT only means that a script started this in the background.
            if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._ask_to_end)

    def start(self, service: Service) -> None:
        process = self._guardian.start_process(
            list(service.command), env=self._env, cwd=self._cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        running = Running(service, process)
        running.reader = threading.Thread(target=self._pass_on, args=(running,), daemon=True)
        running.reader.start()
        self._running.append(running)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> bool:
        """Whether it became ready before a signal, a death or the time ended the waiting."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            if self.is_over():
                return False
            if ready():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def run(self) -> int:
        """Exit code: 0 after an orderly end, 1 when a service died (named, with its last lines)."""
        while not self.is_over():
            time.sleep(POLL_SECONDS)
        return self.report()

    def is_over(self) -> bool:
        if self._should_end():
            self.asked_to_end = True
        return self.asked_to_end or bool(self._dead())

    def report(self) -> int:
        dead = [] if self.asked_to_end else self._dead()
        for running in dead:
            if running.reader is not None:
                running.reader.join(timeout=1.0)
            code = running.process.returncode
            how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
            self._say(f"{running.service.name} {how}; everything else is being ended. Its last lines:")
            for line in running.last_lines:
                self._say(f"    {line}")
        return 1 if dead else 0

    def stop(self) -> None:
        """End the services, last started first; who has begun something finishes it first, within seconds."""
        for running in reversed(self._running):
            # The leader first: it knows how to end its own children.
            if running.process.poll() is None:
                running.process.terminate()
        begun = time.monotonic()
        for running in reversed(self._running):
            if not _ended_by(running, begun + SAID_AFTER_SECONDS):
                self._say(f"The {running.service.name} finishes what it has begun ...")
            if not _ended_by(running, begun + PATIENCE_SECONDS):
                self._say(
                    f"The {running.service.name} is ended in the middle; nothing is lost, it begins again next time."
                )
            end_groups([running.process.pid], grace_seconds=0.0)
            running.process.wait()
        self._running.clear()

    def _dead(self) -> list[Running]:
        return [running for running in self._running if running.process.poll() is not None]

    def _ask_to_end(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_end = True

    def _pass_on(self, running: Running) -> None:
        stream = running.process.stdout
        if stream is None:
            return
        for raw in stream:
            line = raw.decode(errors="replace").rstrip()
            running.last_lines.append(line)
            self._say(f"{running.service.name:<6} | {line}")

    def _say(self, line: str) -> None:
        with self._lock:
            try:
                self._out.write(line + "\n")
                self._out.flush()
            except (OSError, ValueError):
                # The terminal or the pipe behind us is gone: then there is nobody to tell, and the
                # services must still be ended.
                self.asked_to_end = True


def _ended_by(running: Running, moment: float) -> bool:
    try:
        running.process.wait(timeout=max(0.1, moment - time.monotonic()))
    except subprocess.TimeoutExpired:
        return False
    return True
