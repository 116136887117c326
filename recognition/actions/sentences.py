"""What counts as a sentence, in scripts with and without spaces."""

import unicodedata

from django.utils.translation import gettext as _

from recognition.actions.refusals import refusal, require_plain

MIN_WORDS = 5
MIN_CHARACTERS = 20
# Japanese, Chinese, Thai, Lao, Khmer and Burmese write sentences without spaces: this many letters of
# them say about as much as five words.
MIN_UNSPACED_LETTERS = 10
# Thanks are short, and two letters are none.
MIN_WORDS_OF_THANKS = 2
MIN_CHARACTERS_OF_THANKS = 8
MIN_UNSPACED_LETTERS_OF_THANKS = 4
UNSPACED_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def require_sentence(text: str, *, field: str, message: str = "") -> None:
    """Refuse a reason that says nothing or hides something; the refusal says what to write.

    `message`: where it is no recognition, with `%(words)d` for how many words are the least.
    """
    require_plain(text, field=field)
    if _unspaced_letters(text) >= MIN_UNSPACED_LETTERS:
        return
    if len(text.split()) < MIN_WORDS or len(text.strip()) < MIN_CHARACTERS:
        raise refusal(
            message or _("Write at least one sentence (%(words)d words): what did the person do, and what came of it?"),
            code="too_short",
            field=field,
            words=MIN_WORDS,
        )


def require_few_words(text: str, *, field: str) -> None:
    """Refuse thanks that say less than "Thank you!"; in scripts without spaces, less than four letters."""
    if _unspaced_letters(text) >= MIN_UNSPACED_LETTERS_OF_THANKS:
        return
    if len(text.split()) < MIN_WORDS_OF_THANKS or len(text.strip()) < MIN_CHARACTERS_OF_THANKS:
        raise refusal(_("Write a few words: what are you thankful for?"), code="too_short", field=field)


def _unspaced_letters(text: str) -> int:
    return sum(1 for character in text if unicodedata.name(character, "").startswith(UNSPACED_SCRIPTS))
