"""What a designer hears about unknown words."""

import pytest
from django.core.exceptions import ValidationError

from recognition.art import check_art


def test_it_accepts_known_words():
    check_art({"shape": "star", "ring": "rope", "ribbon": "none", "symbol": "anchor", "palette": "sky"})
    check_art({})


def test_it_names_every_unknown_word_and_what_could_be_said_instead():
    with pytest.raises(ValidationError) as refused:
        check_art({"shape": "blob", "symbol": "no-such-icon", "glitter": "much"})
    first, second, third = refused.value.messages
    assert "blob" in first
    assert "hexagon" in first
    assert "no-such-icon" in second
    assert "glitter" in third
    assert "palette" in third
