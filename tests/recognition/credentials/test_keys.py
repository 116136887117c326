"""The key that signs, those before it, and how the site says who it is."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from recognition.credentials import multikey
from recognition.credentials.checks import the_signing_key_can_be_read
from recognition.credentials.issuer import did_document, issuer, why_not_set_up
from recognition.credentials.keys import NotSetUpError, signing_key
from tests.recognition.credentials.conftest import DID, KEY, PUBLIC_KEY

OTHER = "z6MkrSaEP3dvSSNJLpiEU4EwvhjmNdAfJHaib4tZ9qk5KKhw"


@given(st.binary(min_size=32, max_size=32))
def test_a_key_reads_as_it_was_written(seed):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    word = multikey.private_word(key)
    assert word.startswith("z3u2")
    assert multikey.read_private(word).private_bytes_raw() == seed
    public = multikey.public_word(key.public_key())
    assert public.startswith("z6Mk")
    assert multikey.read_public(public) == key.public_key()


@given(st.text(max_size=80))
def test_no_other_word_is_taken_for_a_key(word):
    for read in (multikey.read_private, multikey.read_public):
        with pytest.raises(ValueError, match="signing_key make"):
            read(word)


def test_a_public_key_is_not_taken_for_a_private_one():
    with pytest.raises(ValueError, match="private"):
        multikey.read_private(PUBLIC_KEY)
    with pytest.raises(ValueError, match="public"):
        multikey.read_public(KEY)


def test_the_document_has_every_key_in_both_spellings(settings):
    settings.SIGNING_KEY_OLD = [OTHER, PUBLIC_KEY]  # the present one is not told twice
    told = did_document()
    assert told["id"] == DID
    assert [m["publicKeyMultibase"] for m in told["verificationMethod"] if m["type"] == "Multikey"] == [
        PUBLIC_KEY, OTHER,
    ]  # fmt: skip
    assert len([m for m in told["verificationMethod"] if m["type"] == "JsonWebKey"]) == 2
    assert told["assertionMethod"] == [m["id"] for m in told["verificationMethod"]]
    assert KEY not in json.dumps(told)


@pytest.mark.parametrize(
    ("site", "did"),
    [
        ("https://plaudit.example", "did:web:plaudit.example"),
        ("https://Plaudit.example:8443", "did:web:plaudit.example%3A8443"),
    ],
)
def test_the_issuer_is_named_after_its_address(settings, site, did):
    settings.SITE_URL = site
    assert issuer().did == did


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SIGNING_KEY": ""}, "SIGNING_KEY is not set"),
        ({"SIGNING_KEY": "z6Mk"}, "SIGNING_KEY is not a private"),
        ({"SIGNING_KEY_OLD": ["nonsense"]}, "SIGNING_KEY_OLD holds"),
        ({"SITE_URL": ""}, "SITE_URL is not set"),
        ({"SITE_URL": "http://plaudit.example"}, "https://"),
        ({"SITE_URL": "https://plaudit.example/here"}, "without a path"),
        ({"SITE_URL": "https://me@plaudit.example"}, "without a path"),
    ],
    ids=str,
)
def test_what_is_missing_is_said(settings, change, said):
    for name, value in change.items():
        setattr(settings, name, value)
    assert said in why_not_set_up()


def test_a_key_that_cannot_be_read_is_an_error_at_start(settings):
    assert the_signing_key_can_be_read() == []
    settings.SIGNING_KEY = "z3u2broken"
    assert [error.id for error in the_signing_key_can_be_read()] == ["recognition.E001"]
    settings.SIGNING_KEY = ""  # switched off is no error
    assert the_signing_key_can_be_read() == []


def test_a_trial_makes_a_key_of_its_own_and_keeps_it(settings, tmp_path):
    settings.SIGNING_KEY, settings.DEBUG, settings.DATA_DIR = "", True, tmp_path / "new"
    first = signing_key().public.word
    assert signing_key().public.word == first
    (kept,) = (tmp_path / "new").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    settings.DEBUG = False
    with pytest.raises(NotSetUpError):
        signing_key()


def test_the_command_makes_a_key_that_can_be_set(settings, capsys):
    call_command("signing_key", "make")
    said = capsys.readouterr()
    settings.SIGNING_KEY = said.out.strip().removeprefix("SIGNING_KEY=")
    call_command("signing_key", "show")
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == DID
    assert shown[1].split()[0] in said.err


def test_the_command_says_what_is_missing(settings):
    settings.SIGNING_KEY = ""
    with pytest.raises(CommandError, match="SIGNING_KEY is not set"):
        call_command("signing_key", "show")
