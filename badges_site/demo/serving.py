"""Web server, worker, beat and broker of the demo, from one command."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from badges_site.demo.guardian import Guardian
from badges_site.demo.processes import Service, Supervisor
from badges_site.demo.valkey import PrivateValkey, ValkeyStartError

HOST = "127.0.0.1"
# Django, the judge and the templates load in two or three seconds; a busy laptop may need ten times that.
READY_SECONDS = 60.0


def port_is_free(port: int) -> bool:
    """Whether the web server will get this port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def site_answers(port: int) -> bool:
    """Whether a page comes back, of whatever status below 500."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def serve(*, port: int, base_dir: Path, welcome: Callable[[], None], end_with_parent: bool = False) -> int:
    """Run the site until Ctrl-C. Calls `welcome` once it answers. Returns the exit code."""
    guardian = Guardian()
    guardian.start()
    with contextlib.ExitStack() as at_the_end:
        at_the_end.callback(guardian.stop)
        env = {"SITE_URL": f"http://{HOST}:{port}", **os.environ, "PYTHONUNBUFFERED": "1"}
        if not env.get("REDIS_URL"):
            valkey = PrivateValkey(guardian)
            at_the_end.callback(valkey.close)
            try:
                valkey.start()
            except ValkeyStartError as error:
                sys.stderr.write(f"{error}\n")
                return 1
            env["REDIS_URL"] = valkey.url
        beat_directory = at_the_end.enter_context(tempfile.TemporaryDirectory(prefix="plaudit-beat-"))
        supervisor = Supervisor(guardian, env=env, cwd=str(base_dir), should_end=_parent_watch(end_with_parent))
        supervisor.catch_signals()
        at_the_end.callback(supervisor.stop)
        for service in services(port, Path(beat_directory)):
            supervisor.start(service)
        if supervisor.wait_until(lambda: site_answers(port), seconds=READY_SECONDS):
            welcome()
        elif not supervisor.is_over():
            sys.stderr.write(f"The site did not answer on port {port} within {READY_SECONDS:.0f} seconds.\n")
            return 1
        return supervisor.run()


def services(port: int, beat_directory: Path) -> list[Service]:
    python = [sys.executable, "-m"]
    # In a container everybody is root; the messages are JSON, which is what Celery's warning is about.
    quiet = [sys.executable, "-W", "ignore:You're running the worker with superuser", "-m"]
    celery = [*quiet, "celery", "--quiet", "--app", "badges_site.celery"]
    return [
        Service("worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-mingle"]),
        Service("beat", [*celery, "beat", "--loglevel", "WARNING", "--schedule", str(beat_directory / "schedule"),
                         "--pidfile", ""]),
        Service("web", [*python, "gunicorn", "badges_site.wsgi", "--bind", f"{HOST}:{port}",
                        "--worker-class", "gthread", "--workers", "1", "--threads", "8",
                        "--log-level", "warning", "--no-control-socket", "--graceful-timeout", "2"]),
    ]  # fmt: skip


def _parent_watch(end_with_parent: bool) -> Callable[[], bool]:
    """Under `make`, a killed make ends the demo as well."""
    parent = os.getppid()
    return lambda: end_with_parent and os.getppid() != parent
