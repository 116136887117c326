"""The words of a search."""

from recognition.queries.searched import MOST_WORDS, words_as_typed, words_of


def test_words_come_without_case_marks_and_nul():
    assert words_of("  Łucja\x00 Müller ") == ["lucja", "muller"]
    assert words_as_typed("Łucja\x00 Müller") == ["Łucja", "Müller"]


def test_the_first_few_are_enough():
    assert words_of("a b c d e f g h") == list("abcdef")
    assert len(words_as_typed("x " * 500)) == MOST_WORDS
