"""`python -m scoring.bench [SIZE ... | harbour | usage_gaming [SEEDS] | detection [SEEDS]]`: measure and print.

On a scratch database, where one is needed; nothing is kept.

With DATABASE_URL on PostgreSQL a scratch database is created beside the one named, else a SQLite file.
"""

from __future__ import annotations

import io
import os
import platform
import resource
import runpy
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.bench.one_nomination import Part

STARTED = time.perf_counter()
SIZES = (1_000, 100_000)
HARBOUR = Path(__file__).resolve().parents[3] / "shared" / "data" / "harbour"


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="plaudit-bench-") as directory:
        os.environ["DATA_DIR"] = directory
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "badges_site.settings")
        # As in production: with DEBUG Django keeps every statement in memory.
        os.environ |= {"REDIS_URL": "", "DEBUG": "0", "SECRET_KEY": "only-for-a-measurement"}
        import django

        django.setup()
        _say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {os.cpu_count()} cores, "
             f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
        _one_nomination(sizes)
        if not sizes:
            _harbour()
            return
        _usage_export()
    # In a process of its own, so that time and memory are those of these facts alone.
    subprocess.run([sys.executable, "-m", "scoring.bench", "harbour"], check=True)


def _one_nomination(sizes: list[int]) -> None:
    from scoring.bench.company import build_company
    from scoring.bench.one_nomination import measure
    from scoring.bench.scratch import scratch_database

    found = []
    for size in sizes:
        with scratch_database() as vendor:
            started = time.perf_counter()
            ids = build_company(size)
            _say(f"company of {size:,} people built in {time.perf_counter() - started:.0f} s ({vendor})")
            found.append(measured := measure(ids))
            _say_part("the nominee's decision stored", measured.named)
            _say_part("everybody around judged too", measured.around)
    if len(found) > 1:
        last, first = found[-1], found[0]
        _say(
            f"  {last.people:,} against {first.people:,} people: "
            f"{last.named.milliseconds / first.named.milliseconds:.2f} times the work until the nominee's decision, "
            f"{last.around.milliseconds / first.around.milliseconds:.2f} for everybody around"
        )


def _say_part(name: str, part: Part) -> None:
    _say(
        f"  one nomination -> {name}: {part.milliseconds:.0f} ms of work (worst {part.worst:.0f}; "
        f"{part.elapsed:.0f} ms by the clock), {part.judged} people judged, {part.statements} statements"
    )


def _usage_export() -> None:
    from recognition.models import Person
    from scoring.bench.scratch import scratch_database
    from scoring.bench.usage_export import POINTS, measure

    with scratch_database() as vendor:
        emails = [f"p{n}@bench.example" for n in range(1_000)]
        Person.objects.bulk_create(Person(key=m.split("@")[0], display_name=m, email=m) for m in emails)
        found = measure(emails)
    _say(f"one usage export of {POINTS:,} points ({vendor}), {found.kilobytes:.0f} kB, {found.statements} statements")
    for name, taken in (("delta", found.delta), ("cumulative", found.cumulative), ("delivered again", found.replayed)):
        _say(f"  {name}: {taken.work:.0f} ms of work, {taken.elapsed:.0f} ms by the clock (quickest {taken.least:.0f})")


def _harbour() -> None:
    """The real facts from scratch, where they are present."""
    if not HARBOUR.is_dir():
        _say("harbour: the sample data is not here; left out")
        return
    from django.core.management import call_command

    from recognition.models import Award, Person, RoleGrant
    from scoring.actions.catalogue import install_starter
    from scoring.bench.scratch import scratch_database
    from scoring.judging.recalculation import recalculate_all

    with scratch_database():
        admins = [Person.objects.create(key=key, display_name=key) for key in ("bench-a", "bench-b")]
        RoleGrant.objects.bulk_create(RoleGrant(person=admin, role="admin") for admin in admins)
        started = time.perf_counter()
        call_command("import_facts", str(HARBOUR), verbosity=0, stdout=io.StringIO())
        imported = time.perf_counter()
        install_starter(by=admins[0], approved_by=admins[1])
        published = time.perf_counter()
        counts = recalculate_all(at=datetime(2026, 8, 20, tzinfo=UTC))
        judged = time.perf_counter()
        exported = io.StringIO()
        call_command("export", "decisions", stdout=exported)
        told, lines = time.perf_counter(), exported.getvalue().count("\n")
        _say(
            f"harbour from scratch: import {imported - started:.1f} s, rules {published - imported:.1f} s, judging "
            f"{counts.persons:,} people {judged - published:.1f} s, exporting {lines:,} decisions "
            f"{told - judged:.1f} s; {Award.objects.count():,} awards"
        )
    used = resource.getrusage(resource.RUSAGE_SELF)
    _say(
        f"  the whole process, migrations included: {time.perf_counter() - STARTED:.1f} s by the clock, "
        f"{used.ru_utime + used.ru_stime:.1f} s of work, peak memory {used.ru_maxrss / 1024:.0f} MiB"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] in (["usage_gaming"], ["detection"]):
        runpy.run_module(f"scoring.bench.{sys.argv.pop(1)}", run_name="__main__")  # reads what follows its name
        sys.exit()
    asked = sys.argv[1:] or [str(size) for size in SIZES]
    main([] if asked == ["harbour"] else [int(word) for word in asked])
