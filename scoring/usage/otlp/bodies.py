"""The body of a delivery, from the wire to a message: bounded, and refused with a status that says why."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import Enum
from typing import Protocol, TypeVar

from google.protobuf.message import DecodeError, Message

from scoring.usage.otlp.json_bodies import message_from_json

MOST_RECEIVED = 1_048_576  # bytes on the wire: an export of 1,000 points is 350 kB plain, 20 kB zipped
MOST_UNZIPPED = 8 * 1_048_576  # bytes in memory, whatever the zip claims
STEP = 65_536

M = TypeVar("M", bound=Message)


class Encoding(Enum):
    """The two encodings of OTLP/HTTP, by their media types."""

    PROTOBUF = "application/x-protobuf"
    JSON = "application/json"


class RefusedDelivery(Exception):  # noqa: N818  (a refusal, said with a status)
    """`status` of HTTP, and a sentence for who runs the sender."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        self.sentence = sentence
        super().__init__(sentence)


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def read_bounded(stream: Stream) -> bytes:
    """The raw body; never holds more than MOST_RECEIVED.

    Raises:
        RefusedDelivery: 413.
    """
    body = stream.read(MOST_RECEIVED + 1)
    if len(body) > MOST_RECEIVED:
        raise RefusedDelivery(413, f"The body is larger than {MOST_RECEIVED:,} bytes: send smaller batches.")
    return body


def unzipped(body: bytes) -> bytes:
    """Gunzip in steps, and stop at MOST_UNZIPPED.

    Raises:
        RefusedDelivery: 413 when it grows larger, 400 when it is broken or cut off.
    """
    content = bytearray()
    for piece in _pieces(body):
        content += piece
        if len(content) > MOST_UNZIPPED:
            raise RefusedDelivery(413, f"The body unzips to more than {MOST_UNZIPPED:,} bytes: send smaller batches.")
    return bytes(content)


def message_from(content: bytes, kind: type[M], encoding: Encoding) -> M:
    """The message.

    Raises:
        RefusedDelivery: 400.
    """
    message = kind()
    try:
        if encoding is Encoding.PROTOBUF:
            message.ParseFromString(content)
        else:
            message = message_from_json(content, kind)
    except DecodeError:
        raise RefusedDelivery(400, f"The body is no {kind.DESCRIPTOR.name} in protobuf.") from None
    except (TypeError, ValueError, OverflowError, RecursionError):
        # No detail: the parser's own messages quote the body.
        raise RefusedDelivery(400, f"The body is no {kind.DESCRIPTOR.name} in JSON.") from None
    return message


def _pieces(body: bytes) -> Iterator[bytes]:
    if not body:
        raise RefusedDelivery(400, "The gzip body is empty.")
    member = zlib.decompressobj(wbits=31)
    rest = body
    try:
        while not member.eof:
            piece = member.decompress(rest, STEP)
            rest = member.unconsumed_tail
            if not piece and not rest and not member.eof:
                raise RefusedDelivery(400, "The gzip body is cut off.")
            yield piece
    except zlib.error:
        raise RefusedDelivery(400, "The body is not gzip, whatever Content-Encoding says.") from None
    # Thousands of empty members behind each other would cost time and hold nothing.
    if member.unused_data:
        raise RefusedDelivery(400, "Something follows the gzip body: send it as one member.")
