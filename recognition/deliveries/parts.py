"""The JSON of a message, read with care: every wrong shape is an UnreadableError that names its place."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Never

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from recognition.deliveries.contract import Account, UnreadableError
from recognition.plain_text import cleaned

MOST_PARTS = 1000  # of one list; a message of 1 MiB has no honest use for more
ID_CHARACTERS = 200
KEY_CHARACTERS = 180  # as the contract asks for
TITLE_CHARACTERS = 300  # as Outcome.title
URL_CHARACTERS = 500  # as Outcome.url
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)

_is_link = URLValidator(schemes=("http", "https"))


@dataclass(frozen=True, slots=True)
class Part:
    """One JSON object of a message, and where it stands in it."""

    value: Mapping[str, Any]
    place: str = ""

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.value.get(name) is not None

    def part(self, name: str) -> "Part":
        found = self.maybe_part(name)
        return found if found is not None else self.refuse(name, "is missing")

    def maybe_part(self, name: str) -> "Part | None":
        found = self.value.get(name)
        if found is None:
            return None
        if not isinstance(found, dict):
            self.refuse(name, "must be an object")
        return Part(found, self._place(name))

    def parts(self, name: str) -> list["Part"]:
        """The objects of a list; none where the field is missing or null."""
        found = self._list(name)
        for index, item in enumerate(found):
            if not isinstance(item, dict):
                self.refuse(f"{name}[{index}]", "must be an object")
        return [Part(item, self._place(f"{name}[{index}]")) for index, item in enumerate(found)]

    def texts(self, name: str) -> list[str]:
        """The texts of a list; none where the field is missing or null."""
        found = self._list(name)
        return [self._plain(f"{name}[{index}]", item) for index, item in enumerate(found)]

    def word(self, name: str) -> str:
        """A short text or whole number that names something; must be there."""
        return self.maybe_word(name) or self.refuse(name, "is missing")

    def maybe_word(self, name: str) -> str:
        """Empty where the field is missing or null."""
        found = self.value.get(name)
        return "" if found is None else self._plain(name, found)

    def prose(self, name: str) -> str:
        """A text of any length, as written; only to look into, never to store."""
        found = self.value.get(name)
        if found is not None and not isinstance(found, str):
            self.refuse(name, "must be a text")
        return found or ""

    def title(self, name: str) -> str:
        """What others wrote, on one line and fit to be shown."""
        return cleaned(self.prose(name), TITLE_CHARACTERS)

    def link(self, name: str) -> str:
        """A web address, or empty where it is none that this house would store."""
        return storable_link(self.prose(name))

    def moment(self, name: str) -> datetime:
        found = self.maybe_moment(name)
        return found if found is not None else self.refuse(name, "is missing")

    def maybe_moment(self, name: str) -> datetime | None:
        """A time with its zone: ISO 8601, or with the `UTC` that Ruby writes; a number: milliseconds since 1970."""
        found = self.value.get(name)
        if found is None:
            return None
        read = _moment(found)
        return read if read is not None else self.refuse(name, "must be a time with its zone, as 2026-03-02T10:00:00Z")

    def refuse(self, name: str, why: str) -> Never:
        raise UnreadableError(f"“{self._place(name)}” {why}.")

    def _list(self, name: str) -> list[Any]:
        found = self.value.get(name)
        if found is None:
            return []
        if not isinstance(found, list) or len(found) > MOST_PARTS:
            self.refuse(name, f"must be a list of at most {MOST_PARTS}")
        return found

    def _plain(self, name: str, found: object) -> str:
        if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**ID_CHARACTERS:
            return str(found)
        if not isinstance(found, str) or len(found) > ID_CHARACTERS or not found.isprintable():
            self.refuse(name, f"must be a printable text of at most {ID_CHARACTERS} characters, or a whole number")
        return found.strip()

    def _place(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name


def document(body: bytes) -> Part:
    """The body as one JSON object.

    Raises:
        UnreadableError: it is none.
    """
    found = decoded(body)
    if not isinstance(found, dict):
        raise UnreadableError("The body must be one JSON object.")
    return Part(found)


def glimpse(body: bytes, field: str) -> str:
    """The first short text under this name anywhere in the body, without parsing it; empty without one."""
    found = re.search(rb'"%s"\s*:\s*"([\w.:-]{1,100})"' % field.encode(), body)
    return found[1].decode() if found is not None else ""


def decoded(body: bytes) -> Any:
    """The body as JSON in UTF-8.

    Raises:
        UnreadableError: it is something else, or nested too deeply.
    """
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as broken:
        raise UnreadableError(f"The body is not JSON in UTF-8: {_reason(broken)}.") from broken


def somebody(part: Part, account: Account) -> Account:
    """The account, when it can be told from others.

    Raises:
        UnreadableError: it has neither id nor login nor address.
    """
    if not (account.user_id or account.login or account.email):
        raise UnreadableError(f"“{part.place}” does not say who it is: it has neither an id nor a login.")
    return account


def key_of(text: str) -> str:
    """A key that fits; of a longer one the end is a digest, the same one every time."""
    if len(text) <= KEY_CHARACTERS:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{text[: KEY_CHARACTERS - len(digest) - 1]}:{digest}"


def storable_link(text: str) -> str:
    if len(text) > URL_CHARACTERS:
        return ""
    try:
        _is_link(text)
    except ValidationError:
        return ""
    return text


def _moment(found: object) -> datetime | None:
    try:
        if isinstance(found, str):
            read = datetime.fromisoformat(
                found.removesuffix(" UTC") + "+00:00" if found.endswith(" UTC") else _iso(found)
            )
        elif isinstance(found, int) and not isinstance(found, bool):
            read = datetime.fromtimestamp(found / 1000, UTC)
        else:
            return None
        if read.tzinfo is None or not EARLIEST <= read <= LATEST:
            return None
        return read.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _iso(text: str) -> str:
    """`2021-04-28 21:50:00 +0200` and `… UTC`, as Ruby writes them: the zone joins the time."""
    head, space, zone = text.rpartition(" ")
    if zone == "UTC":
        return f"{head}+00:00"
    return head + zone if space and zone[:1] in ("+", "-") else text


def _no_constant(name: str) -> Never:
    raise ValueError(f"{name} is no JSON")


def _reason(broken: Exception) -> str:
    return "nested too deeply" if isinstance(broken, RecursionError) else str(broken).rstrip(".")
