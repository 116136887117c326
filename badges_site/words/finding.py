"""Every message that the code and the templates say, as the template of a translation.

Pure Python: Django's own reading of its templates, then Babel's reading of Python. GNU gettext is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from recognition.models.badges import NAME_OF_A_BADGE, PURPOSE_OF_A_BADGE
from scoring.catalogue import load_catalogue

PACKAGES = ("badges_site", "recognition", "scoring")
TEMPLATES = "templates"
# What is typed and read in a terminal is English (ADR 25), and migrations are frozen.
LEFT_OUT = {"migrations", "management", "bench"}
# Function -> which arguments: one message; singular and plural; "c" is the context. `Phrase` names the plural first.
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "Story": (2,),  # of the demo, on the page to sign in
}
# The engine knows no Django, and has words of its own (scoring/engine/language.py).
ENGINE = ("scoring", "engine")
KEYWORDS_OF_THE_ENGINE: dict[str, Any] = KEYWORDS | {
    "say": (1,),
    "say_count": (1, 2),
    "counted": (1, 2),
    "Parameter": (3,),
    "Attack": (3,),
    "Phrase": {1: (1,), 2: (2, 1), 3: (2, 1)},  # a trailing comma counts as one more
}
FOR_TRANSLATORS = "Translators:"  # a comment that begins so is shown beside the message


def messages_of_the_code() -> Catalog:
    """All messages with the files they stand in, in the order of files and lines."""
    catalog = Catalog(project="Plaudit", charset="utf-8")
    root = Path(settings.BASE_DIR)
    for path in sorted(_files(root)):
        place = path.relative_to(root)
        keywords = KEYWORDS_OF_THE_ENGINE if place.parts[:2] == ENGINE else KEYWORDS
        for _line, message, comments, context in _messages_in(path, keywords):
            catalog.add(message, locations=[(place.as_posix(), 0)], auto_comments=comments, context=context)
    for text, context in _of_the_starter_catalogue():
        catalog.add(text, locations=[("scoring/catalogue/badges.yaml", 0)], context=context)
    return catalog


def _of_the_starter_catalogue() -> Iterator[tuple[str, str]]:
    """Data of a company, and known to us as long as the company keeps them."""
    for badge in load_catalogue():
        yield badge.name, NAME_OF_A_BADGE
        yield badge.purpose, PURPOSE_OF_A_BADGE


def _files(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in (root / package).rglob("*.py"):
            if not LEFT_OUT & set(path.relative_to(root).parts):
                yield path
    for suffix in ("html", "txt"):
        yield from (root / TEMPLATES).rglob(f"*.{suffix}")


def _messages_in(
    path: Path, keywords: Mapping[str, Any]
) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What stands between the messages is blanked out; its indentation means nothing to Python.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    options = {"encoding": "utf-8"}
    yield from extract("python", BytesIO(text.encode()), keywords, (FOR_TRANSLATORS,), options, strip_comment_tags=True)
