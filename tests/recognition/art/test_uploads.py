"""What comes in as a picture, and what is left of it."""

import random
import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from recognition.art import ArtParameters, draw
from recognition.art.uploads import MOST_BYTES, SIZES, read_picture

SECRET = b"taken in the kitchen of number seven"


def png(width=640, height=640, *, mode="RGB", texts=False, **more):
    picture = Image.effect_noise((16, 16), 40).resize((width, height)).convert("RGB").convert(mode)
    info = PngImagePlugin.PngInfo()
    if texts:
        info.add_text("Comment", SECRET.decode())
        info.add_itxt("Place", SECRET.decode(), zip=True)
        more["exif"] = b"Exif\x00\x00MM\x00*" + SECRET
        more["icc_profile"] = SECRET * 3
    kept = BytesIO()
    picture.save(kept, "PNG", pnginfo=info, **more)
    return kept.getvalue()


def refusal_of(content):
    with pytest.raises(ValidationError) as refused:
        read_picture(content)
    return refused.value.messages[0]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def headed(width, height, rest=b""):
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rest + chunk(b"IEND", b"")


def test_it_is_written_anew_in_every_size():
    picture = read_picture(png())
    assert tuple(picture.sizes) == SIZES
    for size, content in picture.sizes.items():
        with Image.open(BytesIO(content)) as read:
            assert (read.size, read.mode, read.format) == ((size, size), "RGBA", "PNG")


def test_nothing_else_of_the_file_stays():
    for content in read_picture(png(512, 512, texts=True)).sizes.values():
        assert SECRET not in content
        kinds = [content[place : place + 4] for place in _chunks(content)]
        assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}


def _chunks(content):
    place = 8
    while place < len(content):
        yield place + 4
        place += 12 + struct.unpack(">I", content[place : place + 4])[0]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_every_usual_kind_of_png_is_read(mode):
    assert read_picture(png(mode=mode)).digest


def test_of_an_animation_only_its_first_picture_stays():
    first, second = Image.new("RGB", (512, 512), "red"), Image.new("RGB", (512, 512), "blue")
    kept = BytesIO()
    first.save(kept, "PNG", save_all=True, append_images=[second])
    with Image.open(BytesIO(read_picture(kept.getvalue()).sizes[64])) as read:
        assert (getattr(read, "n_frames", 1), read.getpixel((32, 32))) == (1, (255, 0, 0, 255))


def test_the_empty_edge_goes_and_the_rest_stays_square():
    picture = Image.new("RGBA", (600, 600))
    picture.paste("green", (200, 100, 300, 500))
    kept = BytesIO()
    picture.save(kept, "PNG")
    with Image.open(BytesIO(read_picture(kept.getvalue()).sizes[128])) as read:
        seen = read.getchannel("A")
        assert [seen.getpixel(at) for at in ((64, 1), (64, 126), (30, 64), (98, 64))] == [255, 255, 0, 0]
    kept = BytesIO()
    Image.new("RGBA", (600, 600)).save(kept, "PNG")
    assert "Nothing is drawn" in refusal_of(kept.getvalue())


def test_the_same_picture_has_the_same_digest_and_another_one_has_another():
    one = png()
    assert read_picture(one).digest == read_picture(one).digest
    assert read_picture(one).digest != read_picture(png()).digest


def test_other_kinds_of_files_are_refused_whatever_they_are_called():
    for content in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + bytes(60), b"\x89PNG\r\n\x1a\n"):
        assert "not a PNG" in refusal_of(content)


def test_what_is_no_square_or_of_another_size_is_told_its_size():
    assert "640 by 512 pixels" in refusal_of(png(640, 512))
    assert "511 pixels wide" in refusal_of(png(511, 511))
    assert "2049 pixels wide" in refusal_of(headed(2049, 2049))


def test_a_small_file_that_would_unpack_to_much_is_refused_unread():
    squeezed = chunk(b"IDAT", zlib.compress(bytes(30_000_000), 9))
    assert len(squeezed) < 50_000
    assert "60000 pixels wide" in refusal_of(headed(60_000, 60_000, squeezed))


def test_a_text_that_unpacks_to_much_is_refused():
    bomb = chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(80_000_000), 9))
    data = chunk(b"IDAT", zlib.compress(bytes(512 * (512 * 4 + 1))))
    assert "cannot be read" in refusal_of(headed(512, 512, bomb + data))


def test_too_many_bytes_are_refused():
    assert "larger than 2 MB" in refusal_of(png() + bytes(MOST_BYTES))


def test_damaged_bytes_are_refused_and_nothing_else_happens():
    whole, luck = png(512, 512), random.Random(7)
    for _ in range(60):
        broken = bytearray(whole[: luck.randrange(40, len(whole))] if luck.random() < 0.3 else whole)
        for _ in range(luck.randrange(1, 12)):
            broken[luck.randrange(16, len(broken))] = luck.randrange(256)
        with suppress(ValidationError):
            assert set(read_picture(bytes(broken)).sizes) == set(SIZES)


@pytest.mark.parametrize("middle", ["emblem", "face"])
@pytest.mark.parametrize("size", [16, 56, 128, 512])
def test_the_picture_stands_in_the_medal_with_its_tier(middle, size):
    art = ArtParameters.from_json({"picture": "0" * 16, "middle": middle, "symbol": "anchor"}, seed="one")
    drawing = draw(art, size=size, tier="gold", png=b"PNG")
    assert 'href="data:image/png;base64,UE5H"' in drawing
    assert "eab833" in drawing
    assert draw(art, size=size) == draw(art, size=size, png=b"")
    assert "data:image" not in draw(art, size=size)


def test_a_digest_of_another_form_is_no_picture():
    for picture in ("../../x", "0" * 15, 7, None, "G" * 16):
        art = ArtParameters.from_json({"picture": picture, "middle": "face"}, seed="one")
        assert (art.picture, art.shows_picture) == ("", False)
