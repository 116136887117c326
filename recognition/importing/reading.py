"""Lines of a file, plain or gzipped, as checked rows; every error is kept with its line."""

import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from recognition.importing.problems import Place, Problems
from recognition.importing.row_errors import in_words
from recognition.importing.rows import Row

# The longest honest line is a nomination of 4,000 characters; a megabyte is a mistake or an attack.
LINE_MAX_BYTES = 1_048_576

R = TypeVar("R", bound=Row)
Progress = Callable[[str, int], None]


class Read(NamedTuple):
    """A good row with its place."""

    place: Place
    row: Any


@dataclass(frozen=True)
class File:
    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def open(self) -> BinaryIO:
        if self.path.suffix == ".gz":
            return gzip.open(self.path, "rb")  # type: ignore[return-value]
        return self.path.open("rb")

    def sha256(self) -> str:
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def rows(
    file: File,
    kind: type[R],
    problems: Problems,
    ignored: Counter[str],
    progress: Progress,
    refused: set[str] | None = None,
) -> Iterator[Read]:
    """Yield the good rows in order; add the bad ones to `problems` and fields nobody reads to `ignored`.

    The ids of bad rows, as far as they can be read, join `refused`.
    """
    known = {field.alias or name for name, field in kind.model_fields.items()}
    stem = file.name.split(".")[0]
    for place, line in _lines(file, problems):
        if place.line % 1000 == 0:
            progress(file.name, place.line)
        content = _object(line, place, problems)
        if content is None:
            continue
        ignored.update(f"{stem}.{name}" for name in content.keys() - known)
        try:
            row = kind.model_validate(content)
        except ValidationError as errors:
            for error in errors.errors(include_url=False, include_input=False):
                where = ".".join(str(part) for part in error["loc"])
                problems.add(place, in_words(error), field=where)
            if refused is not None and isinstance(content.get("id"), str):
                refused.add(content["id"])
            continue
        yield Read(place, row)


def count_lines(file: File, problems: Problems) -> int:
    return sum(1 for _place, _line in _lines(file, problems))


def _lines(file: File, problems: Problems) -> Iterator[tuple[Place, bytes]]:
    number = 0
    try:
        with file.open() as stream:
            while line := stream.readline(LINE_MAX_BYTES + 1):
                number += 1
                place = Place(file.name, number)
                if len(line) > LINE_MAX_BYTES:
                    problems.add(place, _("the line is longer than 1 MiB: nothing in these files needs that much"))
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(LINE_MAX_BYTES + 1)
                elif line.strip():
                    yield place, line
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        problems.add(
            Place(file.name, number + 1),
            _("the gzip file is broken or cut off (%(error)s): fetch it again") % {"error": error},
        )
    except OSError as error:
        problems.add(
            Place(file.name, number),
            _("cannot be read (%(why)s): it must be a file that you may read") % {"why": error.strerror},
        )


def _object(line: bytes, place: Place, problems: Problems) -> dict[str, Any] | None:
    try:
        content = json.loads(line.decode("utf-8-sig" if place.line == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        problems.add(place, _("not UTF-8 (byte %(byte)s): save the file as UTF-8") % {"byte": error.start + 1})
        return None
    except json.JSONDecodeError as error:
        problems.add(place, _("broken JSON at character %(pos)s: %(msg)s") % {"pos": error.pos + 1, "msg": error.msg})
        return None
    except RecursionError:
        problems.add(place, _("the JSON is nested too deeply"))
        return None
    except ValueError as error:  # a number of thousands of digits
        problems.add(place, _("cannot be read: %(error)s") % {"error": error})
        return None
    if not isinstance(content, dict):
        problems.add(place, _('one JSON object a line is expected, such as {"id": "p1"}'))
        return None
    return content
