"""Every word of `python -m scoring.bench` leads to a measurement."""

import importlib

import pytest

from scoring.bench.__main__ import WORDS, main


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_a_measurement(word):
    assert callable(importlib.import_module(f"scoring.bench.{word}").main)


def test_an_unknown_word_names_the_known_ones(capsys):
    assert main(["sneeze"]) == 2
    assert "one of one_nomination" in capsys.readouterr().err
