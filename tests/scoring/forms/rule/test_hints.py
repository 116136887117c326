"""Hints of the laws, in the words of the form."""

import pytest

from scoring.templatetags.rules import in_form_words


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("ask for voices: 2 in peer_support", "ask for voices: 2 in “What colleagues say”"),
        ("verifiers: 2 in outcomes, or authors: 2 in verifications_given",
         "verifiers: 2 in “Finished work”, or authors: 2 in “Care for others’ work”"),
        ("ask for verified outcomes as well", "ask for verified outcomes as well"),
        ("no names here", "no names here"),
    ],
)  # fmt: skip
def test_a_kind_is_called_as_the_form_calls_it(hint, said):
    assert in_form_words(hint) == said
