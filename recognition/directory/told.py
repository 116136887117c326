"""What a directory says of a user, in our words. Whoever speaks a protocol fills it in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize
from zoneinfo import available_timezones

from recognition.actions.actors import System

BY = System("scim")
LONGEST_KEY = 80  # of 100: a number may follow
LONGEST_NAME = 255
_UNLAWFUL = re.compile(r"[^A-Za-z0-9._@+-]+")
_NO_BEGINNING = re.compile(r"\A[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class ToldUser:
    """`resource` is what is given back, as JSON.

    `name` is the userName as it is compared; it, the ids and the manager are in lower case.
    """

    user_name: str
    name: str
    display_name: str
    external_id: str = ""
    employee_number: str = ""
    emails: tuple[str, ...] = ()  # the one to write to comes first
    title: str = ""
    time_zone: str = ""
    active: bool | None = None  # nothing said: who is new works here, who is known stays as they are
    manager: str = ""  # by id, external id, user name or employee number
    resource: Mapping[str, Any] = field(default_factory=dict)

    @property
    def email(self) -> str | None:
        return self.emails[0] if self.emails else None

    @property
    def known_zone(self) -> str | None:
        return self.time_zone if self.time_zone in available_timezones() else None


@dataclass(frozen=True, slots=True)
class ToldMember:
    value: str  # in lower case, as the manager of a user
    resource: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToldGroup:
    display_name: str
    name: str
    external_id: str = ""
    members: tuple[ToldMember, ...] = ()
    resource: Mapping[str, Any] = field(default_factory=dict)


def key_from(text: str) -> str:
    """The letters of `text` that may stand in an address; empty if none may."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NO_BEGINNING.sub("", _UNLAWFUL.sub("-", plain))[:LONGEST_KEY].rstrip("-.")


def free_key(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with the first number that makes it free. `taken`: keys in lower case that begin alike."""
    key, number = wanted, 1
    while key.lower() in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
