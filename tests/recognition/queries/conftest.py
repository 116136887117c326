"""The same ways to give and to say as in the tests of the pages."""

from tests.recognition.views.conftest import give, say

__all__ = ["give", "say"]
