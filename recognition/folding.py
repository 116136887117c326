"""Text as people type it into a search: without case and without marks, the same on every database."""

import unicodedata

# Letters that are no letter with a mark: Unicode takes them not apart, people who search do.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


def folded(text: str) -> str:
    """`Łucja Müller` as `lucja muller`; letters without a plain form stay."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark)).casefold().translate(_PLAIN)
