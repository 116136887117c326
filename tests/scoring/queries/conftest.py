"""The case of the tests about rulings."""

from tests.scoring.actions.conftest import case, clock, ruth, words

__all__ = ["case", "clock", "ruth", "words"]
