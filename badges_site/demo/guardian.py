"""Nothing is left running, whatever happens to the process that started it.

A guardian is a small process that holds the reading end of a pipe. When its owner ends in any way, `kill -9`
included, the pipe closes, and the guardian ends every process group that was put into its care. This works on
Linux and macOS and reaches the children of children too, which a death signal of the parent does not.

Run as a script it needs the standard library only, so that it starts in a few hundredths of a second.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable

# Seconds between the polite signal and the one that cannot be refused. A worker that has just taken a
# batch finishes it in well under a second; every job can be repeated, so nothing is lost by the second signal.
GRACE_SECONDS = 5.0


def is_alive(group: int) -> bool:
    """Whether the process group still has a member."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS answers so for a group of zombies
        return False
    return True


def end_groups(groups: Iterable[int], grace_seconds: float = GRACE_SECONDS) -> None:
    """Ask the groups to end, wait, then make them."""
    alive = [group for group in groups if is_alive(group)]
    for group in alive:
        _signal(group, signal.SIGTERM)
    give_up = time.monotonic() + grace_seconds
    while alive and time.monotonic() < give_up:
        time.sleep(0.05)
        alive = [group for group in alive if is_alive(group)]
    for group in alive:
        _signal(group, signal.SIGKILL)


def _signal(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):  # it ended by itself in between
        os.killpg(group, number)


class Guardian:
    """Owner's side: `start`, `start_process` for each child, `stop` at the end."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this file, by this interpreter
            [sys.executable, "-E", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            process_group=0,  # out of reach of the terminal's Ctrl-C
        )

    def start_process(
        self,
        command: list[str],
        *,
        env: dict[str, str] | None = None,
        cwd: str | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a child as the leader of a process group of its own, in this guardian's care.

        Raises:
            RuntimeError: the guardian itself is not running.
        """
        if self._process is None or self._process.stdin is None:
            raise RuntimeError("start the guardian before the processes that it guards")
        child = subprocess.Popen(  # noqa: S603 - callers give fixed commands
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=env, cwd=cwd, process_group=0
        )
        self._process.stdin.write(f"{child.pid}\n".encode())
        self._process.stdin.flush()
        return child

    def stop(self) -> None:
        """End what still runs and the guardian itself."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        self._process = None


def main() -> None:
    """Read one process group a line until the owner is gone, then end them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    groups = [int(line) for line in sys.stdin]
    end_groups(groups)


if __name__ == "__main__":
    main()
