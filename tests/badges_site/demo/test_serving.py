"""`manage.py demo` with real processes: it serves, it ends, and it leaves nothing behind."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.processes, pytest.mark.any_database]

ROOT = Path(__file__).resolve().parents[3]
ROWS = {
    "people": [
        {"id": "ada", "display_name": "Ada Lindqvist", "team": "platform", "started_on": "2020-01-06"},
        {"id": "bo", "display_name": "Bo Nakamura", "team": "data", "started_on": "2021-03-01"},
    ],
    "outcomes": [{"id": "o1", "kind": "change_merged", "person": "ada", "at": "2024-05-02T10:00:00Z"}],
    "acknowledgements": [
        {"outcome": "o1", "from": "bo", "to": "ada", "kind": "reviewed", "at": "2024-05-02T10:00:00Z"}
    ],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A directory of facts, and the environment of a demo that knows no server."""
    directory = tmp_path_factory.mktemp("demo")
    facts = directory / "facts"
    facts.mkdir()
    for name, rows in ROWS.items():
        (facts / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    servers = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG")
    env = {key: value for key, value in os.environ.items() if key not in servers}
    return facts, env | {"DATA_DIR": str(directory / "data")}


def command(facts: Path, *more: str) -> list[str]:
    return [sys.executable, "manage.py", "demo", "--data", str(facts), *more]


def run(place, *more: str) -> subprocess.CompletedProcess:
    facts, env = place
    return subprocess.run(command(facts, *more), cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def descendants(of: int) -> set[int]:
    """All processes below this one, with their groups' leaders, as `ps` sees them."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listing.splitlines())}
    found = {of}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {of}


def still_running(pids: set[int], seconds: float = 30.0) -> set[int]:
    give_up = time.monotonic() + seconds
    while (alive := {pid for pid in pids if _runs(pid)}) and time.monotonic() < give_up:
        time.sleep(0.1)
    return alive


def _runs(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


@contextlib.contextmanager
def served(place, *more: str):
    facts, env = place
    port = free_port()
    process = subprocess.Popen(
        command(facts, "--port", str(port), *more), cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if f"http://127.0.0.1:{port}  (Ctrl-C" in line:
                break
        else:
            pytest.fail("the demo ended before it served:\n" + "".join(said))
        yield process, port, "".join(said)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_it_serves_and_a_signal_ends_all_of_it(place, number):
    with served(place) as (process, port, _):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
            assert answer.status == 200
        below = descendants(process.pid)
        assert len(below) >= 5, "a guardian, a broker, a worker, beat and a web server at least"

        process.send_signal(number)

        assert process.wait(timeout=30) == 0
        assert not still_running(below), "processes were left behind"


def test_nothing_is_left_when_it_is_killed(place):
    with served(place) as (process, _, _):
        below = descendants(process.pid)
        process.kill()
        process.wait()

        assert not still_running(below), "processes outlived the killed demo"


def test_a_service_that_dies_is_named_and_ends_the_demo(place):
    with served(place) as (process, _, _):
        below = descendants(process.pid)
        listing = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True
        ).stdout
        beat = [
            int(line.split()[0]) for line in listing.splitlines() if " beat " in line and int(line.split()[0]) in below
        ]
        os.kill(beat[0], signal.SIGKILL)

        assert process.wait(timeout=30) == 1
        assert "beat was killed by signal 9" in process.stdout.read()
        assert not still_running(below)


def test_a_busy_port_is_named_before_anything_is_built(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = run(place, "--port", str(port))

    assert result.returncode == 2
    assert f"Port {port} is in use" in result.stderr
    assert f"make demo PORT={port + 1}" in result.stderr


def test_the_second_time_it_uses_what_is_there(place):
    run(place, "--no-serve")

    result = run(place, "--no-serve")

    assert result.returncode == 0, result.stderr
    assert "Using the demo that is there already" in result.stdout
    assert "1 verifications" in result.stdout
