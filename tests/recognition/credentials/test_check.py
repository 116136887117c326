"""The door for strangers who hold a copy: what is genuine, what is not, and what cannot be read."""

import base64
import json
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recognition.actions import credentials
from recognition.credentials.reading import MOST_BYTES, MOST_TEXT
from recognition.models import Award
from recognition.queries.credentials import revoked_in
from tests.recognition.credentials.conftest import PUBLIC_KEY

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


def check(client, content):
    file = SimpleUploadedFile("copy", content if isinstance(content, bytes) else content.encode())
    return client.post(reverse("recognition:credential_check"), {"file": file, "text": ""})


def kind(answer):
    """The verdict; empty where none was given."""
    verdict = answer.context["verdict"]
    return verdict.kind.value if verdict else ""


def chunk(name, data):
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def test_everything_that_can_be_downloaded_is_known_again(client, made):
    for form in ("json", "jwt", "png", "svg"):
        copy = client.get(reverse("recognition:credential_file", args=[made.key, form])).content
        answer = check(client, copy)
        assert kind(answer) == "in_force", form
        assert "Bo Nakamura" in answer.content.decode()


def test_a_text_can_be_pasted_however_it_is_laid_out(client, made):
    laid_out = json.dumps(dict(reversed(json.loads(made.document).items())), indent=4)
    for text in (made.document, laid_out, f"\n {made.token}\n"):
        answer = client.post(reverse("recognition:credential_check"), {"text": text})
        assert kind(answer) == "in_force"


@pytest.mark.parametrize(
    ("state", "said"),
    [({"status": "frozen"}, "on_hold"), ({"status": "revoked"}, "ended"), ({"hidden": True}, "put_away")],
    ids=str,
)
def test_what_came_of_it_is_said(client, award, made, state, said):
    Award.objects.filter(pk=award.pk).update(**state)
    answer = check(client, made.document)
    assert kind(answer) == said
    assert ("Bo Nakamura" in answer.content.decode()) == (said != "put_away")


def paths(value, here=()):
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        yield from paths(part, (*here, name))
    if not isinstance(value, dict | list):
        yield here


def changed(document, path, to):
    copy = json.loads(json.dumps(document))
    place = copy
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = to
    return copy


def test_no_field_can_be_changed(client, made):
    document = json.loads(made.document)
    verdicts = {kind(check(client, json.dumps(changed(document, path, "x")))) for path in paths(document)}
    # Another id or issuer makes it somebody else's; everything else is seen to be altered.
    assert verdicts <= {"altered", "not_ours"}
    kept = {path: kind(check(client, json.dumps(changed(document, path, "x")))) for path in [("name",), ("validFrom",)]}
    assert set(kept.values()) == {"altered"}


def test_nothing_can_be_added_or_left_out_and_a_number_is_not_a_word(client, made):
    document = json.loads(made.document)
    without = {name: value for name, value in document.items() if name != "credentialStatus"}
    for copy in (document | {"more": 1}, without, document | {"name": True}):
        assert kind(check(client, json.dumps(copy))) == "altered"
    twice = made.document.replace('"name":', '"name": "Another badge", "name":', 1)
    assert (kind(check(client, twice)), check(client, twice).status_code) == ("", 422)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_no_bit_of_a_token_can_be_changed(client, made, place, bit):
    token = bytearray(made.token.encode())
    token[place % len(token)] ^= 1 << bit
    assert kind(check(client, bytes(token))) in ("", "altered", "not_ours")


def test_a_copy_with_the_address_of_another_one_is_altered(client, bo, chen, give, made):
    other = credentials.make(by=chen, award=give(chen))
    stolen = json.loads(made.document) | {"id": json.loads(other.document)["id"]}
    assert kind(check(client, json.dumps(stolen))) == "altered"


def test_one_that_names_us_and_was_never_signed_here(client, made):
    forged = json.loads(made.document) | {"id": "https://plaudit.example/credentials/nothing"}
    assert kind(check(client, json.dumps(forged))) == "altered"


@pytest.mark.parametrize(
    "claims", [{}, {"id": 7, "issuer": []}, {"id": "x", "issuer": {"id": "did:web:else"}}], ids=str
)
def test_what_others_issued_is_not_judged(client, db, claims):
    assert kind(check(client, json.dumps(claims))) == "not_ours"


def test_a_key_that_is_still_published_is_believed_and_one_that_is_gone_is_not(settings, client, made):
    settings.SIGNING_KEY = "z3u2UfmjCLPvyaN2UKWGCBxqMyZjUN4MLoB6Svmcs8wdDHYb"
    assert kind(check(client, made.document)) == "key_gone"
    settings.SIGNING_KEY_OLD = [PUBLIC_KEY]
    assert kind(check(client, made.document)) == "in_force"
    settings.SIGNING_KEY = ""
    assert kind(check(client, made.token)) == "key_gone"


def test_a_record_that_was_tampered_with_is_not_believed_either(client, made):
    made.document = made.document.replace("Connects teams", "Connects all")
    made.save()
    assert kind(check(client, made.document)) == "altered"


def test_of_a_person_who_was_erased_nothing_is_left(client, bo, made):
    from recognition.privacy.erasing.erased import ERASERS, Erased

    (eraser,) = [one for one in ERASERS if "recognition.Credential" in one.models]
    assert eraser.erase(Erased(bo, "erased-1")) == 1
    assert kind(check(client, made.document)) == "forgotten"
    assert client.get(reverse("recognition:credential", args=[made.key])).status_code == 410
    assert revoked_in(made.status_list) == [made.status_index]


BOMB = zlib.compress(b"a" * 50_000_000, 9)
LAUGHS = '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
OUTSIDE = '<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/hostname">]><svg>&f;</svg>'
CARRIED = '<svg><c xmlns="https://purl.imsglobal.org/ob/v3p0"/><credential xmlns="https://purl.imsglobal.org/ob/v3p0">'
UNREADABLE = {
    "nothing": b"",
    "spaces": b"  \n ",
    "zeros": b"\0" * 50,
    "no text": b"\xff\xfe\xfd{}",
    "cut json": b'{"id": ',
    "a list": b"[1, 2]",
    "deep": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "deep but short": b'{"a":' * 40 + b"1" + b"}" * 40,
    "a huge number": b'{"id": ' + b"9" * 5000 + b"}",
    "no number": b'{"id": NaN}',
    "a lone surrogate": b'{"id": "\\ud800"}',
    "words": b"I am the best there is.",
    "two dots": b"a.b.c",
    "no json in a token": b"aaaa." + base64.urlsafe_b64encode(b"nonsense").rstrip(b"=") + b".cccc",
    "too long": b'{"id": "' + b"a" * MOST_TEXT + b'"}',
    "too large": b"a" * (MOST_BYTES + 1),
    "an empty png": PNG,
    "a png without": PNG + chunk(b"IHDR", b"\0" * 13) + chunk(b"IEND", b""),
    "a png that claims more than it has": PNG + b"\xff\xff\xff\xffiTXt" + b"openbadgecredential\0",
    "a png bomb": PNG + chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + BOMB),
    "a png with no zip": PNG + chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0nonsense"),
    "a png of pixels": PNG + chunk(b"IHDR", b"\x7f" * 13) + chunk(b"IDAT", BOMB[:1000]),
    "an svg without": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "cut svg": b"<svg><g>",
    "deep svg": b"<g>" * 9000,
    "laughs": LAUGHS.encode(),
    "a file from outside": OUTSIDE.encode(),
    "an empty carrier": f"{CARRIED}</credential></svg>".encode(),
    "a picture in a carrier": f"{CARRIED}&lt;svg/&gt;</credential></svg>".encode(),
    "an unknown encoding": b'<?xml version="1.0" encoding="nonsense"?><svg/>',
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_refused_with_a_sentence(client, db, content):
    answer = check(client, content)
    if content == UNREADABLE["a lone surrogate"]:
        assert kind(answer) == "not_ours"
        return
    assert (answer.status_code, kind(answer)) == (422, "")
    assert answer.context["error"].endswith(".")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), head=st.sampled_from([b"", PNG, b"{", b"<svg", b"a.", b"\xef\xbb\xbf{"]))
def test_no_bytes_whatever_break_the_door(client, db, content, head):
    assert check(client, head + content).status_code in (200, 422)


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "image/png", "multipart/form-data"])
def test_other_kinds_of_requests_are_refused(client, db, content_type):
    answer = client.generic("POST", reverse("recognition:credential_check"), b"{}", content_type=content_type)
    assert answer.status_code in (400, 422)


def test_a_request_that_is_too_large_is_not_read(client, db):
    answer = client.generic(
        "POST", reverse("recognition:credential_check"), b"", content_type="application/json", CONTENT_LENGTH="99999999"
    )
    assert answer.status_code == 422
    assert "2 MB" in answer.content.decode()


def test_no_form_of_ours_is_needed(db, made):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(reverse("recognition:credential_check"), {"text": made.token})
    assert kind(answer) == "in_force"
    assert answer["Cache-Control"] == "no-store"
