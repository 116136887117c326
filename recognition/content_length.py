"""How long a body says it is, read so that no header can break a door."""

from __future__ import annotations

from django.http import HttpRequest

_MOST_DIGITS = 15
BEYOND_ALL = 10**_MOST_DIGITS  # more than any door takes


def said_length(request: HttpRequest) -> int | None:
    """In bytes; None where nothing is said, or no whole number. A number of too many digits is `BEYOND_ALL`:
    Python itself refuses to read the longest ones.
    """
    said = str(request.META.get("CONTENT_LENGTH") or "")
    if not said.isascii() or not said.isdecimal():
        return None
    digits = said.lstrip("0") or "0"
    return int(digits) if len(digits) <= _MOST_DIGITS else BEYOND_ALL


def claims_more_than(request: HttpRequest, most: int) -> bool:
    """Also where what is said is no number: such a body is not begun with."""
    length = said_length(request)
    return bool(request.META.get("CONTENT_LENGTH")) if length is None else length > most
