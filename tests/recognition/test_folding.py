"""Text folded for searches."""

import pytest

from recognition.folding import folded


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Lucía Fernández", "LUCIA FERNANDEZ"),
        ("Tomasz Wiśniewski", "wisniewski"),
        ("Łukasz", "lukasz"),
        ("Jürgen Groß", "JURGEN GROSS"),
        ("Søren Æbelø", "soren aebelo"),
        ("Istanbul", "İSTANBUL"),
        ("Lucía", "Luci\u0301a"),
        ("Σίσυφος", "ΣΙΣΥΦΟΣ"),
    ],
)
def test_what_is_written_and_what_is_typed_meet(written, typed):
    assert folded(typed) in folded(written)


def test_scripts_without_marks_stay_and_folding_again_changes_nothing():
    assert folded("鈴木") == "鈴木"
    for text in ("Łucja Müller", "ΣΊΣΥΦΟΣ", "ﬁn", "İ"):
        assert folded(folded(text)) == folded(text)
