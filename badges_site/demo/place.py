"""Where a demo keeps its data: each data set has a database of its own."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

DATABASE_NAME = "plaudit.sqlite3"


class InUseError(RuntimeError):
    """Another demo works with the same data."""


def directory_for(kind: str, source: str) -> Path:
    """For another data set than the invented company: a directory named after it, inside `DATA_DIR`."""
    path = Path(source).resolve()
    digest = hashlib.sha256(str(path).encode()).hexdigest()[:6]
    name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in path.name)
    return Path(settings.DATA_DIR) / f"{kind}-{name or 'root'}-{digest}"


def move_to(directory: Path) -> None:
    """From here on this process and those it starts use the database in this directory.

    Nothing to do on a database server: there the operator chose the database.
    """
    if not settings.ON_SQLITE:
        return
    directory.mkdir(parents=True, exist_ok=True)
    connection.close()
    connection.settings_dict["NAME"] = str(directory / DATABASE_NAME)
    settings.DATABASES["default"]["NAME"] = str(directory / DATABASE_NAME)
    os.environ["DATA_DIR"] = str(directory)
    os.environ.pop("DATABASE_URL", None)


def database_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def remove_database() -> None:
    """Delete the SQLite file with its journal."""
    connection.close()
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{database_file()}{suffix}").unlink(missing_ok=True)


@contextlib.contextmanager
def held(*, alone: bool) -> Iterator[None]:
    """Hold the data: alone while building, together with others while serving.

    Raises:
        InUseError: somebody else holds it in a way that does not go with ours.
    """
    if not settings.ON_SQLITE:
        yield
        return
    path = database_file().with_name("demo.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUseError(
                f"Another demo is using {path.parent}. End it first (Ctrl-C in its terminal), "
                "or set DATA_DIR to another directory for this one."
            ) from error
        yield
