"""What text people may write: everything in their language, nothing that deceives the reader."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Marks that reverse the order of the letters around them (U+202A-202E, U+2066-2069): they make a text
# read otherwise than it is stored. Arabic and Hebrew letters need none of them.
DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEPT_CONTROLS = frozenset("\n\r\t")


def check_plain_text(value: str) -> None:
    """Refuse NUL and other control characters and hidden direction marks.

    Raises:
        ValidationError: naming the character and its place.
    """
    if value.isprintable():  # almost every text; neither controls nor direction marks are printable
        return
    for place, character in enumerate(value, start=1):
        if character in DIRECTION_OVERRIDES:
            raise ValidationError(
                _("Character %(place)d is a hidden mark that turns the reading direction (U+%(code)s): remove it."),
                code="direction_override",
                params={"place": place, "code": f"{ord(character):04X}"},
            )
        if unicodedata.category(character) in ("Cc", "Cs") and character not in KEPT_CONTROLS:
            raise ValidationError(
                _("Character %(place)d is a control character (U+%(code)s): remove it."),
                code="control_character",
                params={"place": place, "code": f"{ord(character):04X}"},
            )


def cleaned(text: str, most: int) -> str:
    """The text as `check_plain_text` lets it pass, on one line and at most `most` characters long.

    For text of others that a source passes on: nobody is there to mend it.
    """
    kept = []
    for character in text[: most * 4]:
        category = unicodedata.category(character)
        if category in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif category != "Cs" and character not in DIRECTION_OVERRIDES:
            kept.append(character)
    line = " ".join("".join(kept).split())
    return line if len(line) <= most else line[: most - 1] + "…"
