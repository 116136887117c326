import pytest

from scoring.engine import language
from scoring.engine.language import Language, fill, say, say_count, written

GERMAN = {
    "{who} waits": "{who} wartet",
    "one team": "ein Team",
    "{n} teams": "{n} Teams",
    "{number}%": "{number} %",
}


@pytest.fixture
def german():
    """A reader who writes numbers another way, and puts them back afterwards."""
    before = language._spoken
    language.use(
        Language(
            gettext=lambda message: GERMAN.get(message, message),
            ngettext=lambda one, many, number: GERMAN[one if number == 1 else many],
            separators=lambda: (",", "."),
        )
    )
    yield
    language.use(before)


def test_without_a_door_it_speaks_english():
    plain = Language()
    assert plain.gettext("one team") == "one team"
    assert (plain.ngettext("one", "many", 1), plain.ngettext("one", "many", 0)) == ("one", "many")
    assert plain.separators() == (".", ",")


def test_it_says_a_message_in_the_readers_language(german):
    assert say("{who} waits", who="Ada") == "Ada wartet"
    assert say("{who} comes", who="Ada") == "Ada comes"  # nobody has translated it yet


def test_it_says_one_and_many(german):
    assert [say_count("one team", "{n} teams", number) for number in (1, 2)] == ["ein Team", "2 Teams"]
    assert say_count("one team", "{n} teams", 3, n="drei") == "drei Teams"


@pytest.mark.parametrize(
    ("number", "spec", "english", "german_text"),
    [
        (2.5, ".4g", "2.5", "2,5"),
        (1234567.0, ",.1f", "1,234,567.0", "1.234.567,0"),
        (12, "", "12", "12"),
        (0.4, ".0%", "40%", "40 %"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(number, spec, english, german_text, request):
    assert written(number, spec) == english
    request.getfixturevalue("german")
    assert written(number, spec) == german_text


def test_text_in_a_place_keeps_its_signs(german):
    assert fill("{name}: {n:.1f}", name="a.b, c", n=1.5) == "a.b, c: 1,5"


def test_a_place_that_is_not_given_is_an_error():
    with pytest.raises(KeyError):
        say("{who} waits")
