"""Files that somebody hands in on a page: looked at without unpacking them, unpacked by the worker.

A zip holds the files of the format and nothing else. What unpacks to more than MOST_UNPACKED is refused while it is
unpacked, whatever its headers say.
"""

import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from django.utils.translation import gettext as _

from recognition.importing import tables
from recognition.importing.files import NOT_YET, READ
from recognition.importing.problems import Place, Problems

MOST_BYTES = 32 * 2**20  # of one upload, as it comes: some 300,000 outcomes, packed
MOST_UNPACKED = 512 * 2**20
PIECE = 2**20
# What the readers of zip, gzip, bzip2 (OSError) and LZMA raise for bytes that are not theirs.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, OSError, ValueError,
)  # fmt: skip
KNOWN_NAMES = tuple(f"{name}.jsonl{packed}" for name in (*READ, *NOT_YET) for packed in ("", ".gz"))


def looked_at(name: str, content: bytes, problems: Problems) -> None:
    """Add what can be seen from outside: a name that is not known, a broken archive, an empty file."""
    place = Place(_shown(name), 0)
    if not content:
        problems.add(place, _("is empty"))
    elif name.endswith(".zip"):
        _look_into(place, content, problems)
    elif tables.is_table(name):
        tables.look_at(place, content, problems)
    elif name not in KNOWN_NAMES:
        told = _("is no file of the format: give a table (.csv), or %(names)s, plain or .gz, or a zip of them")
        problems.add(place, told % {"names": _names()})
    elif name.endswith(".gz") and not content.startswith(b"\x1f\x8b"):
        problems.add(place, _("ends in .gz and is not gzipped: rename it, or pack it again"))


def _look_into(place: Place, content: bytes, problems: Problems) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not _beside(entry)]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        problems.add(place, _("is no zip file, or a broken one (%(error)s): pack it again") % {"error": error})
        return
    if not entries:
        problems.add(place, _("holds no file: put %(names)s into it") % {"names": _names()})
    for entry in entries:
        inside = Place(f"{place.file}/{_shown(entry.filename)}", 0)
        if entry.flag_bits & 1:
            problems.add(inside, _("is locked with a password: pack it without one"))
        elif PurePosixPath(entry.filename).name not in KNOWN_NAMES:
            problems.add(
                inside, _("is no file of the format: only %(names)s belong into the zip") % {"names": _names()}
            )


@contextmanager
def unpacked(files: Iterable[tuple[str, bytes]], problems: Problems) -> Iterator[tuple[Path, int]]:
    """A directory as `import_directory` reads it, gone at the end, and how many lines are in it.

    Raises:
        ImportRefusedError: a broken archive, two files of one name, or too much of it.
    """
    with TemporaryDirectory(prefix="plaudit-import-") as path:
        room = _Room(Path(path), problems)
        for name, content in files:
            if name.endswith(".zip"):
                room.unpack(name, content)
            elif name.endswith(".gz"):
                room.put(name, name.removesuffix(".gz"), gzip.GzipFile(fileobj=BytesIO(content)))  # type: ignore[arg-type]
            else:
                room.put(name, name, BytesIO(content))
        problems.refuse_if_any()
        yield Path(path), room.lines


class _Room:
    def __init__(self, path: Path, problems: Problems) -> None:
        self.path, self.problems = path, problems
        self.bytes = self.lines = 0

    def unpack(self, name: str, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not _beside(entry):
                    inside = PurePosixPath(entry.filename).name
                    with self._telling(f"{name}/{inside}"), archive.open(entry) as stream:
                        packed = inside.endswith(".gz")
                        self.put(
                            f"{name}/{inside}", inside.removesuffix(".gz"),
                            gzip.GzipFile(fileobj=stream) if packed else stream,  # type: ignore[arg-type]
                        )  # fmt: skip

    def put(self, shown: str, name: str, stream: IO[bytes]) -> None:
        """Copy piece by piece, so that a bomb ends at the limit and not in the memory."""
        target = self.path / name
        if target.exists():
            self.problems.add(
                Place(shown, 0), _("there is another %(name)s beside it: keep one of them") % {"name": name}
            )
            return
        with self._telling(shown), target.open("wb") as written:
            while piece := stream.read(PIECE):
                self.bytes += len(piece)
                if self.bytes > MOST_UNPACKED:
                    self.problems.add(
                        Place(shown, 0),
                        _("unpacks to more than %(most)s MiB: load it with `manage.py import_facts`")
                        % {"most": MOST_UNPACKED // 2**20},
                    )
                    return
                self.lines += piece.count(b"\n")
                written.write(piece)

    @contextmanager
    def _telling(self, shown: str) -> Iterator[None]:
        """What cannot be unpacked is a problem of the file: a way of packing that nobody knows, a head that lies."""
        try:
            yield
        except _BROKEN as error:
            if getattr(error, "errno", None) is not None:
                raise  # of the disk, and not of the file
            self.problems.add(Place(shown, 0), _("is broken or cut off (%(error)s): pack it again") % {"error": error})


def _beside(entry: zipfile.ZipInfo) -> bool:
    """Folders, and what a Mac puts beside files."""
    return entry.is_dir() or entry.filename.startswith("__MACOSX/") or entry.filename.endswith(".DS_Store")


def _names() -> str:
    return ", ".join(f"{name}.jsonl" for name in READ)


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in name)[:120]
