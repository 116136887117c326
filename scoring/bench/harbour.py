"""The real facts from scratch, where they are present: import, rules, judging, export; time and memory.

`python -m scoring.bench harbour`
"""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command

from recognition.models import Award, Person, RoleGrant
from scoring.actions.catalogue import install_starter
from scoring.bench.scratch import scratch_database
from scoring.judging.recalculation import recalculate_all

STARTED = time.perf_counter()
HARBOUR = Path(__file__).resolve().parents[3] / "shared" / "data" / "harbour"


def main(_words: Sequence[str]) -> None:
    if not HARBOUR.is_dir():
        print("harbour: the sample data is not here; left out")
        return
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
        print(
            f"harbour from scratch: import {imported - started:.1f} s, rules {published - imported:.1f} s, judging "
            f"{counts.persons:,} people {judged - published:.1f} s, exporting {lines:,} decisions "
            f"{told - judged:.1f} s; {Award.objects.count():,} awards"
        )
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f"  the whole process, migrations included: {time.perf_counter() - STARTED:.1f} s by the clock, "
        f"{used.ru_utime + used.ru_stime:.1f} s of work, peak memory {used.ru_maxrss / 1024:.0f} MiB"
    )
