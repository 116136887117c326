"""What `manage.py` does around every command: a database that is not ready is one line, and a reader who has read
enough (`| head`) is none, instead of a traceback."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

NO_TABLES = "The database has no tables yet, or not the newest: run `manage.py migrate` first, then this again."
READER_GONE = 141  # what a shell says of every program whose reader has gone: 128 + SIGPIPE


def run(argv: Sequence[str]) -> None:
    """Run a command. Exit code 2 when the database lacks its tables or cannot be reached, 141 when nobody reads on."""
    try:
        execute_from_command_line(list(argv))
        sys.stdout.flush()
    except BrokenPipeError:
        if not _reader_has_gone():
            raise  # another pipe: of a broker, or of a process
        # Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(READER_GONE) from None
    except (OperationalError, ProgrammingError) as error:
        if "--traceback" in argv or (why := _not_ready()) is None:
            raise
        sys.stderr.write(f"{why}\n")
        raise SystemExit(2) from error


def _reader_has_gone() -> bool:
    watch = select.poll()
    watch.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLERR for _, event in watch.poll(0))


def _not_ready() -> str | None:
    """Why the database cannot be worked with, or None when it is not the database's state that is wrong."""
    try:
        connection.close()  # a broken transaction answers nothing
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        return f"The database cannot be reached ({reason}): check DATABASE_URL, or DATA_DIR of a trial."
    return NO_TABLES if waiting else None
