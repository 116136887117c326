"""Uploaded pictures of badges."""

from recognition.art import ArtParameters
from recognition.art.uploads import SIZES
from recognition.models import BadgePicture

# A drawing of so many pixels carries a picture of so many: small ones are shown on screens with two dots a pixel.
_CARRIED = ((32, 64), (56, 128), (128, 128), (256, 256))


def png_for(art: ArtParameters, size: int, *, badge_id: int | None = None) -> bytes:
    """The uploaded picture that a drawing of this size carries; empty where it shows its symbol. One query at most."""
    if not art.shows_picture:
        return b""
    wanted = next((carried for most, carried in _CARRIED if size <= most), max(SIZES))
    pictures = BadgePicture.objects.filter(digest=art.picture, size=wanted)
    if badge_id is not None:
        pictures = pictures.filter(badge_id=badge_id)
    found = pictures.values_list("png", flat=True).first()
    return bytes(found) if found is not None else b""
