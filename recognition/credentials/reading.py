"""Copies that strangers hand in: JSON, JWT, PNG or SVG, read within limits. Nothing is fetched, drawn or unpacked."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recognition.credentials.open_badges import CARRIER, SVG_NAMESPACE

MOST_BYTES = 2 * 1024 * 1024  # of a file: a picture of ours with an uploaded one in it has about 1 MB
MOST_TEXT = 128 * 1024  # of a credential: ours have about 4 kB
_DEEPEST = 32  # JSON; ours are 5 deep
_DEEPEST_XML = 64
_PNG = b"\x89PNG\r\n\x1a\n"
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Copy:
    """What was handed in: the claims, and the token where they came as one."""

    claims: dict[str, Any]
    token: str = ""


def read_copy(content: bytes) -> Copy:
    """The credential in a file or a text.

    Raises:
        ValidationError: too large, or none is in it; each says what to do.
    """
    if len(content) > MOST_BYTES:
        raise too_large()
    if content.startswith(_PNG):
        return _read_text(_text_of_png(content))
    text = content.removeprefix(b"\xef\xbb\xbf").strip()
    if text.startswith(b"<"):
        return _read_text(_text_of_svg(text))
    return _read_text(text)


def _read_text(text: bytes) -> Copy:
    if len(text) > MOST_TEXT:
        raise ValidationError(_("This text is too long to be a credential."), code="too_long")
    try:
        said = text.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise _unreadable() from error
    if said.startswith("{"):
        return Copy(_object(said))
    if _TOKEN.fullmatch(said):
        claims = said.split(".")[1]
        try:
            return Copy(_object(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)).decode("utf-8")), token=said)
        except (NotBase64, UnicodeDecodeError) as error:
            raise _unreadable() from error
    raise _unreadable()


def _object(text: str) -> dict[str, Any]:
    """A JSON object without what two readers could take for two things: names given twice, numbers without end."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        if isinstance(found, dict) and _depth_is_bounded(found):
            return found
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error
    raise _unreadable()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _depth_is_bounded(value: Any) -> bool:
    waiting = [(value, 1)]
    while waiting:
        one, depth = waiting.pop()
        if depth > _DEEPEST:
            return False
        inside = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting += [(part, depth + 1) for part in inside if isinstance(part, dict | list)]
    return True


def _text_of_png(content: bytes) -> bytes:
    """The text chunk that Open Badges 3.0 names (5.3.1). The pixels are never looked at."""
    for kind, data in _chunks(content):
        keyword, _end, rest = data.partition(b"\0")
        if kind != b"iTXt" or keyword != CARRIER.encode() or len(rest) < 2:
            continue
        packed = rest[0] != 0
        _language, _end, after = rest[2:].partition(b"\0")
        _translated, _end, text = after.partition(b"\0")
        return _unpacked(text) if packed else text
    raise _no_credential()


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        end = place + 8 + length
        if end + 4 > len(content):
            return
        yield content[place + 4 : place + 8], content[place + 8 : end]
        place = end + 4


def _unpacked(text: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        # One byte more than is allowed is enough to see that it is too much.
        return unpacking.decompress(text, MOST_TEXT + 1)
    except zlib.error as error:
        raise _unreadable() from error


def _text_of_svg(content: bytes) -> bytes:
    """The element that Open Badges 3.0 names (5.3.2), with a token as its attribute or a document as its text."""
    depth = 0
    try:
        for event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST_XML:
                raise _unreadable()
            if event == "end" and element.tag == f"{{{SVG_NAMESPACE}}}credential":
                return (element.get("verify") or element.text or "").encode("utf-8", "replace")
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _unreadable() from error
    raise _no_credential()


def too_large() -> ValidationError:
    return ValidationError(_("This is larger than 2 MB: hand in the picture as it was downloaded."), code="too_large")


def _unreadable() -> ValidationError:
    return ValidationError(
        _("This cannot be read as a credential: hand in the file as it was downloaded, or all of its text."),
        code="unreadable",
    )


def _no_credential() -> ValidationError:
    return ValidationError(
        _("There is no credential in this picture. Some programs drop it when they save a picture anew: ask for the "
          "file as it was downloaded, or for the link."),
        code="no_credential",
    )  # fmt: skip
