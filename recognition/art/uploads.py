"""Uploaded pictures: read within limits, and written anew in the sizes that are shown.

What is stored is ours from the first byte: no text, no place, no camera, no colour profile and no animation of the
file that came in.
"""

import hashlib
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from recognition.art.parameters import PICTURE_DIGEST_LENGTH

MOST_BYTES = 2 * 1024 * 1024
SMALLEST, LARGEST = 512, 2048  # px a side; the largest unpacks to 16 MB, whatever it is packed into
SIZES = (512, 256, 128, 64)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Everything that Pillow says about bytes that are no picture; nothing else is caught.
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)


@dataclass(frozen=True)
class Picture:
    """A square picture as PNG in every size of `SIZES`."""

    sizes: Mapping[int, bytes]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.sizes[max(SIZES)]).hexdigest()[:PICTURE_DIGEST_LENGTH]


def read_picture(content: bytes) -> Picture:
    """Decode an uploaded PNG. Its header is read before anything is unpacked.

    Raises:
        ValidationError: no PNG, too large, too small, not square or damaged; each says what to do.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 2 MB: save it smaller, 1024 pixels wide is enough."), "bytes")
    if not content.startswith(_SIGNATURE) or content[12:16] != b"IHDR" or len(content) < 33:
        raise ValidationError(_("This is not a PNG: save the picture as PNG and upload it again."), code="no_png")
    width, height = struct.unpack(">II", content[16:24])
    places = {"width": width, "height": height, "smallest": SMALLEST, "largest": LARGEST}
    if width != height:
        raise ValidationError(
            _("The picture is %(width)d by %(height)d pixels: cut it to a square."), code="not_square", params=places
        )
    if not SMALLEST <= width <= LARGEST:
        raise ValidationError(
            _("The picture is %(width)d pixels wide: make it %(smallest)d to %(largest)d."), "width", places
        )
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as opened:
            pixels = opened.convert("RGBA")
    except _UNREADABLE as unreadable:
        raise ValidationError(
            _("The picture cannot be read: save it as PNG with 8 bits a colour and upload it again."), code="damaged"
        ) from unreadable
    drawn = pixels.getchannel("A").getbbox()
    if drawn is None:
        raise ValidationError(_("Nothing is drawn in this picture: all of it is transparent."), code="empty")
    pixels = _cut_to(pixels, drawn)
    return Picture({size: _png(pixels, size) for size in SIZES})


def _cut_to(pixels: Image.Image, drawn: tuple[int, int, int, int]) -> Image.Image:
    """Without the empty edge, square again: beside a name every pixel is needed."""
    left, top, right, bottom = drawn
    side = max(right - left, bottom - top)
    square = Image.new("RGBA", (side, side))
    square.paste(pixels.crop(drawn), ((side - (right - left)) // 2, (side - (bottom - top)) // 2))
    return square


def _png(pixels: Image.Image, size: int) -> bytes:
    small = pixels.resize((size, size), Image.Resampling.LANCZOS)
    # A fresh picture of the same pixels: `resize` of the same size would carry the file's texts along.
    clean = Image.frombytes("RGBA", small.size, small.tobytes())
    kept = BytesIO()
    clean.save(kept, "PNG", optimize=True)
    return kept.getvalue()
