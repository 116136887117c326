"""How the demo's processes end."""

import io
import os
import sys

import pytest

from badges_site.demo import processes
from badges_site.demo.guardian import Guardian
from badges_site.demo.processes import Service, Supervisor

SLOW = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (time.sleep(float(sys.argv[1])), print("done", flush=True), sys.exit(0)))
print("ready", flush=True)
while True:
    time.sleep(0.05)
"""


@pytest.fixture
def guardian():
    guardian = Guardian()
    guardian.start()
    yield guardian
    guardian.stop()


def stopped(guardian, seconds: float) -> str:
    """What is said while a service ends that takes so long."""
    out = io.StringIO()
    supervisor = Supervisor(guardian, env=dict(os.environ), cwd=".", out=out)
    supervisor.start(Service("worker", [sys.executable, "-c", SLOW, str(seconds)]))
    assert supervisor.wait_until(lambda: "ready" in out.getvalue(), seconds=20)
    supervisor.stop()
    return out.getvalue()


def test_who_finishes_something_is_waited_for(guardian, monkeypatch):
    monkeypatch.setattr(processes, "SAID_AFTER_SECONDS", 0.1)
    said = stopped(guardian, 0.6)
    assert "The worker finishes what it has begun ..." in said
    assert "in the middle" not in said


def test_patience_has_an_end(guardian, monkeypatch):
    monkeypatch.setattr(processes, "SAID_AFTER_SECONDS", 0.1)
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.4)
    said = stopped(guardian, 60)
    assert "The worker is ended in the middle; nothing is lost" in said
