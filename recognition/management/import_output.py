"""What the import commands say while they run and when they refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from django.core.management.base import CommandError

from recognition.importing.problems import ImportRefusedError
from recognition.importing.reading import Progress
from recognition.importing.run import no_progress


@contextmanager
def progress_on(stream: TextIO) -> Iterator[Progress]:
    """A line that counts up, on terminals only, and is gone at the end."""
    if not stream.isatty():
        yield no_progress
        return

    def show(file: str, line: int) -> None:
        stream.write(f"\r\x1b[K{file}: {line:,} rows")
        stream.flush()

    try:
        yield show
    finally:
        stream.write("\r\x1b[K")
        stream.flush()


def refused(error: ImportRefusedError) -> CommandError:
    """Exit code 2, one line a problem, and how many there are."""
    problems = error.problems
    more = problems.count - len(problems.first)
    told = [*problems.first, *([f"... and {more:,} more"] if more else [])]
    told.append(f"{problems}: nothing was imported.")
    # ascii escapes: what a file holds must not steer the terminal that shows its errors
    return CommandError("\n".join(_shown(line) for line in told), returncode=2)


def _shown(line: str) -> str:
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in line)
