"""What is wrong with a translation, before a reader finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog, Message

PERCENT = re.compile(r"%\((\w+)\)[sdifg]")

NUMBERS = {"{n}", "{count}", *(f"%({name}){how}" for name in ("n", "count", "number", "members") for how in "sd")}


def problems(messages: Catalog, translated: Catalog) -> list[str]:
    """One line for every message of the code that is missing, not translated, unsure, or asks for other places."""
    return [line for message in messages if message.id for line in _problems(message, translated)]


def _problems(message: Message, translated: Catalog) -> Iterator[str]:
    found = translated.get(_first(message.id), message.context)
    where = ", ".join(path for path, _line in message.locations[:2])
    what = f"{_first(message.id)!r} ({where})"
    if only := _in_the_singular_only(_texts(message.id)):
        yield f"{what} names {', '.join(sorted(only))} in the singular only: make it two messages"
    if found is None:
        yield f"{what} is not in the file: run `make words`"
        return
    texts = _texts(found.string)
    if not all(texts) or len(texts) < (2 if message.pluralizable else 1):
        yield f"{what} is not translated"
        return
    if found.fuzzy:
        yield f"{what} is marked as unsure (fuzzy)"
    yield from (f"{what}: {line}" for line in _wrong_places(_texts(message.id), texts))


def _wrong_places(ids: tuple[str, ...], texts: tuple[str, ...]) -> Iterator[str]:
    """A singular may leave the number out; every other place has to be there, and no other."""
    given = set().union(*(places(text) for text in ids))
    for number, text in enumerate(texts):
        there, asked = places(text), places(ids[min(number, len(ids) - 1)])
        if number == 0 and len(texts) > 1:
            asked -= NUMBERS
        if there - given:
            yield f"{text!r} has places that are not given: {', '.join(sorted(there - given))}"
        if asked - there:
            yield f"{text!r} lacks {', '.join(sorted(asked - there))}"
        if any(PERCENT.search(one) for one in ids) and not _can_be_filled(text):
            yield f"{text!r} has a lone percent sign: write %%"


def _in_the_singular_only(ids: tuple[str, ...]) -> set[str]:
    """A language with other plurals than English could not know when such a place is given."""
    percent = [{found.group(0) for found in PERCENT.finditer(text)} for text in ids]
    return percent[0] - percent[-1] - NUMBERS


class _Anything(dict[str, int]):
    def __missing__(self, name: str) -> int:
        return 1


def _can_be_filled(text: str) -> bool:
    try:
        text % _Anything()
    except (ValueError, TypeError):
        return False
    return True


def places(text: str) -> set[str]:
    """Named places of both kinds, with how they are to be formatted."""
    percent = {found.group(0) for found in PERCENT.finditer(text)}
    try:
        braces = {f"{{{name}{':' + spec if spec else ''}}}" for _, name, spec, _ in Formatter().parse(text) if name}
    except ValueError:  # a lone brace: a text that is formatted by % or not at all
        braces = set()
    return percent | braces


def _first(text: object) -> str:
    return _texts(text)[0]


def _texts(text: object) -> tuple[str, ...]:
    return tuple(str(part or "") for part in (text if isinstance(text, list | tuple) else (text,)))
