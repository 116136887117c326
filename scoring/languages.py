"""In which language the judge speaks: to a reader in theirs, and in writing in that of the program."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils import formats, translation

from scoring.engine import language

# In which there is nothing to look up: the judge keeps a sentence a decision, and looking takes most of its time.
OF_THE_CODE = "en"


def teach_the_engine() -> None:
    """Words and numbers in Django's language of the moment."""
    language.use(language.Language(_gettext, _ngettext, _separators))


def in_program_language() -> translation.override:
    """For what is kept: the same words, whoever's click or job writes them down."""
    return translation.override(settings.LANGUAGE_CODE)


def _gettext(message: str) -> str:
    return message if translation.get_language() == OF_THE_CODE else translation.gettext(message)


def _ngettext(one: str, many: str, number: int) -> str:
    if translation.get_language() == OF_THE_CODE:
        return one if number == 1 else many
    return translation.ngettext(one, many, number)


def _separators() -> tuple[str, str]:
    return _separators_of(translation.get_language())


@lru_cache(maxsize=8)  # asked for every sentence
def _separators_of(language: str | None) -> tuple[str, str]:
    decimal, thousands = (
        formats.get_format(name, lang=language) for name in ("DECIMAL_SEPARATOR", "THOUSAND_SEPARATOR")
    )
    return str(decimal), str(thousands)
