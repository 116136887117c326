"""A scratch database, a broker that can be stopped, and real workers; all of it is gone at the end."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from badges_site.demo.valkey import PrivateValkey

ROOT = Path(__file__).resolve().parents[3]
# How long a test waits for something that must come. Never how long something may take to be right.
PATIENCE_SECONDS = 150.0
POLL_SECONDS = 0.02
# Two processes of a run may each hold a place at the same moment.
SCRATCH_DATABASE = f"plaudit_scratch_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


class Place:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.valkey = PrivateValkey()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.server = os.environ.get("DATABASE_URL", "")
        self.on_postgresql = self.server.startswith("postgres")
        self.database = directory / "scratch.sqlite3"
        if self.on_postgresql:
            self._on_server(f"DROP DATABASE IF EXISTS {SCRATCH_DATABASE} WITH (FORCE)")
            self._on_server(f"CREATE DATABASE {SCRATCH_DATABASE}")

    @property
    def url(self) -> str:
        if self.on_postgresql:
            return f"{self.server.rsplit('/', 1)[0]}/{SCRATCH_DATABASE}"
        return f"sqlite:///{self.database}"

    @property
    def env(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "REDIS_URL": self.valkey.url,
            "DJANGO_SETTINGS_MODULE": "badges_site.settings",
            "SECRET_KEY": "only-for-tests",
            "DEBUG": "1",
            "RECALCULATION_LEASE_SECONDS": "3",
            "REDELIVERY_SECONDS": "4",
        }

    def drive(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tests.scoring.processes.driver", *map(str, words)]
        return self._run(command)

    def migrate(self) -> None:
        self._run([sys.executable, "manage.py", "migrate", "-v0"])

    def state(self) -> dict[str, int]:
        found: dict[str, int] = json.loads(self.drive("state").stdout.splitlines()[-1])
        return found

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        return self._start("worker", "--pool", "prefork", "--concurrency", "1", "--hostname", f"{name}@test")

    def beat(self) -> subprocess.Popen[bytes]:
        return self._start("beat", "--schedule", str(self.directory / "beat"), "--pidfile=")

    def one(self, query: str) -> int:
        """A number from the database, past Django: quick enough to catch a worker in the middle."""
        if self.on_postgresql:
            with psycopg.connect(self.url) as server:
                row = server.execute(query).fetchone()
        else:
            file = sqlite3.connect(self.database, timeout=20)
            row = file.execute(query).fetchone()
            file.close()
        assert row is not None
        return int(row[0])

    def wait_for(self, what: str, come: Callable[[], bool]) -> None:
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not come():
            assert time.monotonic() < give_up, f"{what}: did not come. {self.logs()}"
            time.sleep(POLL_SECONDS)

    def nobody_waits(self) -> bool:
        return self.one("SELECT count(*) FROM scoring_queuedperson") == 0

    def claims(self) -> int:
        """Batches that are being judged at this moment."""
        return self.one("SELECT count(DISTINCT claimed_by) FROM scoring_queuedperson WHERE claimed_by <> ''")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """As by the operating system: the worker and its children, without a word."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self.processes.remove(process)

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace")[-2000:] for path in self.directory.glob("*.log"))

    def close(self) -> None:
        for process in list(self.processes):
            self.kill(process)
        self.valkey.close()
        if self.on_postgresql:
            self._on_server(f"DROP DATABASE IF EXISTS {SCRATCH_DATABASE} WITH (FORCE)")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "celery", "-A", "badges_site", *words, "--loglevel", "INFO"]
        log = (self.directory / f"{words[0]}-{len(self.processes)}.log").open("wb")
        process = subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        log.close()
        self.processes.append(process)
        return process

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
        assert done.returncode == 0, done.stderr
        return done

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(f"{self.server.rsplit('/', 1)[0]}/postgres", autocommit=True) as server:
            server.execute(statement)
