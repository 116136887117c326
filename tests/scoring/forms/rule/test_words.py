"""Every kind of criterion has words of its own in the editor, which can be translated."""

import pytest
from django.utils.functional import Promise

from recognition.art.symbols import symbol_elements
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.laws import LAWS
from scoring.forms.rule.words import choice_words, field_words, kind_words
from scoring.queries.rules.verdict import TITLES


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_its_fields_and_choices_have_words(kind):
    words = kind_words(kind)
    assert isinstance(words.name, Promise)
    assert isinstance(words.help, Promise)
    assert symbol_elements(words.icon)
    for parameter in KINDS[kind].parameters:
        assert isinstance(field_words(kind, parameter).label, Promise)
        assert all(isinstance(choice_words(choice), Promise | str) for choice in parameter.choices)


def test_every_law_has_a_title():
    assert set(TITLES) == set(LAWS)
