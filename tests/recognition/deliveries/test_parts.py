from datetime import UTC, datetime

import pytest

from recognition.deliveries.contract import UnreadableError
from recognition.deliveries.parts import KEY_CHARACTERS, Part, document, key_of, storable_link

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["2026-03-02T10:00:00Z", "2026-03-02 10:00:00 UTC", "2026-03-02 12:00:00 +0200", "2026-03-02T02:00:00.000-0800",
     1772445600000],
)  # fmt: skip
def test_times_are_read_as_the_sources_write_them(written):
    assert Part({"at": written}).moment("at") == TEN


@pytest.mark.parametrize(
    "written",
    ["2026-03-02T10:00:00", "yesterday", "", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", 10**30, True,
     1.5, [], {}],
    ids=repr,
)  # fmt: skip
def test_a_time_without_its_zone_or_out_of_reach_is_refused(written):
    with pytest.raises(UnreadableError, match="“at”"):
        Part({"at": written}).moment("at")


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"7", b"{", b"\xff\xfe{\x00}\x00", b'{"a": NaN}', b'{"a":' * 200_000, b"[" * 900_000, b"9" * 9_000],
    ids=["empty", "list", "number", "cut", "utf-16", "NaN", "deep", "deeper", "long number"],
)
def test_a_body_that_is_no_object_is_refused(body):
    with pytest.raises(UnreadableError):
        document(body)


@pytest.mark.parametrize(
    "value", ["a\x00b", "\ud800", "\u202edrawkcab", "x" * 201, 10**201, True, 1.5, [], {}], ids=ascii
)
def test_what_cannot_name_anything_is_refused(value):
    with pytest.raises(UnreadableError, match=r"“outer\.id”"):
        Part({"id": value}, "outer").word("id")


def test_the_place_of_what_is_wrong_is_named():
    message = document(b'{"people": [{"id": 1}, {"id": []}]}')
    with pytest.raises(UnreadableError, match=r"people\[1\]\.id"):
        [person.word("id") for person in message.parts("people")]


def test_a_long_key_is_cut_to_the_same_one_every_time():
    long = "g/" * 200 + "!7"
    assert key_of("g!7") == "g!7"
    assert key_of(long) == key_of(long) != key_of(long + "0")
    assert len(key_of(long)) == KEY_CHARACTERS


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "http://tracker/browse/A-1", "x", "https://e.com/" + "x" * 500]
)
def test_a_link_that_cannot_be_stored_is_left_out(text):
    assert storable_link(text) == ""
