from django.utils import translation

from scoring.engine.language import say, written


def test_the_judge_speaks_the_language_of_the_moment():
    with translation.override("de"):
        assert written(1234.5, ",.1f") == "1.234,5"
        assert say("All criteria are met.") == translation.gettext("All criteria are met.")
    assert written(1234.5, ",.1f") == "1,234.5"
