import os

import pytest
from babel.messages.catalog import Catalog
from django.core.management import call_command

from badges_site.words.apps import words_are_compiled
from badges_site.words.translations import compile_words, merge, read, translations

BEFORE = """msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Hello"
msgstr "Hallo"

msgid "Gone"
msgstr "Weg"
"""


@pytest.fixture
def po(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    (path,) = translations()
    path.parent.mkdir(parents=True)
    path.write_text(BEFORE, encoding="utf-8")
    return path


def _code(*messages):
    catalog = Catalog()
    for message in messages:
        catalog.add(message)
    return catalog


def test_merging_keeps_what_is_translated_adds_what_is_new_and_drops_what_is_gone(po):
    merge(po, _code("Hello", "Hello there"))
    merged = read(po)
    assert merged["Hello"].string == "Hallo"
    assert merged["Hello there"].string == ""  # not guessed from "Hello"
    assert "Gone" not in po.read_text(encoding="utf-8")


def test_merging_twice_changes_nothing(po):
    merge(po, _code("Hello", "Hello there"))
    once = po.read_bytes()
    merge(po, _code("Hello", "Hello there"))
    assert po.read_bytes() == once


def test_it_compiles_what_is_new_and_only_that(po, capsys):
    assert [warning.id for warning in words_are_compiled(None)] == ["words.W001"]
    call_command("compile_words")
    assert words_are_compiled(None) == []
    assert capsys.readouterr().out == "Compiled the words of “de”.\n"
    assert po.with_suffix(".mo").read_bytes()[:4] == b"\xde\x12\x04\x95"
    assert compile_words() == []
    os.utime(po, (po.stat().st_atime, po.stat().st_mtime + 60))
    assert compile_words() == [po.with_suffix(".mo")]
