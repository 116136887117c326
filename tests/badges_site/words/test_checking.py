import pytest
from babel.messages.catalog import Catalog

from badges_site.words.checking import problems


def _catalog(*messages):
    catalog = Catalog(locale="de")
    for message in messages:
        catalog.add(**message)
    return catalog


def _found(message, string, **more):
    code = _catalog({"id": message, "locations": [("a.py", 0)]})
    return problems(code, _catalog({"id": message, "string": string, **more}))


def test_a_whole_translation_has_no_problems():
    assert _found("Hello %(name)s", "Hallo %(name)s") == []
    assert _found(("one team", "{n} teams"), ("ein Team", "{n} Teams")) == []
    assert _found(("%(n)s reason", "%(n)s reasons"), ("ein Grund", "%(n)s Gründe")) == []


def test_it_names_what_is_missing_or_empty_or_unsure():
    assert "run `make words`" in problems(_catalog({"id": "Hello"}), _catalog())[0]
    assert "is not translated" in _found("Hello", "")[0]
    assert "is not translated" in _found(("one", "{n} more"), ("eins", ""))[0]
    assert "unsure" in _found("Hello", "Hallo", flags=["fuzzy"])[0]


@pytest.mark.parametrize(
    ("message", "string"),
    [
        ("Hello %(name)s", "Hallo"),
        ("Hello %(name)s", "Hallo %(nmae)s"),
        ("From {a} to {b}", "Von {a}"),
        ("{share:.0%} of it", "{share} davon"),
        (("one of %(who)s", "%(n)s of %(who)s"), ("eins", "%(n)s von %(who)s")),
        (("{n} team", "{n} teams"), ("ein Team", "Teams")),
        ("%(n)s %% of %(all)s", "%(n)s % von %(all)s"),
    ],
)
def test_it_names_places_that_differ(message, string):
    assert _found(message, string) != []


def test_a_place_of_the_singular_alone_is_two_messages():
    message = ("%(badge)s ended", "%(n)s badges ended")
    assert "%(badge)s in the singular only" in _found(message, ("%(badge)s endete", "%(n)s Abzeichen endeten"))[0]
