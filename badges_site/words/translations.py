"""The files of a translation: `locale/<language>/LC_MESSAGES/django.po` for people, `.mo` beside it for the site."""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

# Dates would differ in every copy and be a conflict in every merge; git knows them.
DATES = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To):[^\n]*\n',
    re.MULTILINE,
)
HEADER = "# Words of Plaudit, found by `make words`. docs/translating.md says how to translate them."


def translations() -> list[Path]:
    """The .po file of every language but that of the code."""
    folder = Path(settings.LOCALE_PATHS[0])
    return [
        folder / code.replace("-", "_") / "LC_MESSAGES" / "django.po"
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    ]


def language_of(po: Path) -> str:
    return po.parts[-3]


def read(po: Path) -> Catalog:
    """Raises babel.messages.pofile.PoFileError with the line where the file is broken."""
    with po.open("rb") as file:
        return read_po(file, locale=language_of(po), charset="utf-8", abort_invalid=True)


def merge(po: Path, messages: Catalog) -> Catalog:
    """Bring the file up to date with the messages of the code: new ones are empty, those that are gone are left out.

    Nothing is guessed from messages that look alike: a guess that nobody reads would be on a page.
    """
    known = read(po) if po.exists() else Catalog(locale=language_of(po), project="Plaudit", charset="utf-8")
    known.update(messages, no_fuzzy_matching=True)
    known.obsolete.clear()
    known.header_comment, known.fuzzy = HEADER, False
    text = BytesIO()
    write_po(text, known, width=120, include_lineno=False, sort_by_file=True)
    po.parent.mkdir(parents=True, exist_ok=True)
    _write(po, DATES.sub(b"", text.getvalue()))
    return known


def compile_words() -> list[Path]:
    """Compile what is not compiled yet, or older than its .po file; the files that were written."""
    return [_compile(po) for po in not_compiled()]


def not_compiled() -> list[Path]:
    return [po for po in translations() if po.exists() and not _is_compiled(po)]


def _is_compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns


def _compile(po: Path) -> Path:
    compiled = BytesIO()
    write_mo(compiled, read(po))
    mo = po.with_suffix(".mo")
    _write(mo, compiled.getvalue())
    return mo


def _write(path: Path, content: bytes) -> None:
    """At once, so that nobody reads half of it: two test processes may compile at the same time."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
