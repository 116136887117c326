"""`python -m scoring.bench [WORD [ARGUMENT ...]]`: measure on a scratch database and print; nothing is kept.

Without a word everything is measured, each in a process of its own, so that time and memory are its own.
With DATABASE_URL on PostgreSQL a scratch database is created beside the one named, else a SQLite file.
"""

from __future__ import annotations

import importlib
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime

# Each is a module of this package with `main(arguments)`.
WORDS = (
    "one_nomination",  # [PEOPLE ...]: a nomination until the nominee's decision is stored
    "usage_export",  # one export of 1,000 points through the door
    "harbour",  # real facts from scratch
    "from_scratch",  # [PEOPLE ...]: everybody judged from columns in two processes
    "side_by_side",  # [PEOPLE]: against SQL, on PostgreSQL
    "usage_gaming",  # [SEEDS]: which weeks of burnt tokens are found, at 1 % of honest weeks
    "detection",  # [SEEDS]: how much of what is planted among recognition is found, at 1 % of honest people harmed
    "gain",  # [SEEDS]: what attacks on support bring, over as many independent words
    "throughput",  # [FACTS]: facts a second from the queue to stored decisions, two workers
    "deliveries",  # [NUMBER] [BROKER]: signed messages through a web server and two workers, on PostgreSQL
    "pages",  # [PEOPLE] [keep]: every page at the size of a large company, on PostgreSQL
)


def main(words: list[str]) -> int:
    if not words:
        return max(_in_a_process(word) for word in WORDS)
    if words[0] not in WORDS:
        sys.stderr.write(f"There is no measurement {words[0]!r}: give one of {', '.join(WORDS)}.\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="plaudit-bench-") as directory:
        os.environ["DATA_DIR"] = directory
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "badges_site.settings")
        # As in production: with DEBUG Django keeps every statement in memory.
        os.environ |= {"REDIS_URL": "", "DEBUG": "0", "SECRET_KEY": "only-for-a-measurement"}
        import django

        django.setup()
        print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {os.cpu_count()} cores, "
              f"load {os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
        importlib.import_module(f"scoring.bench.{words[0]}").main(words[1:])
    return 0


def _in_a_process(word: str) -> int:
    return subprocess.run([sys.executable, "-m", "scoring.bench", word]).returncode  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
