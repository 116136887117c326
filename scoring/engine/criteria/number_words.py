"""Numbers, spans of time and lists of names as people say them, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.engine.language import gettext, gettext_noop, say, say_count

WORDS = (
    gettext_noop("no"), gettext_noop("one"), gettext_noop("two"), gettext_noop("three"), gettext_noop("four"),
    gettext_noop("five"), gettext_noop("six"), gettext_noop("seven"), gettext_noop("eight"), gettext_noop("nine"),
    gettext_noop("ten"), gettext_noop("eleven"), gettext_noop("twelve"),
)  # fmt: skip
MONTH = 30  # days
NAMED = 2  # people named before the rest is counted


def number_in_words(number: int, up_to: int = 9) -> str:
    """Small numbers as words, others as digits. A one beside a noun is said by the message: its form hangs on it."""
    return gettext(WORDS[number]) if number <= up_to else str(number)


def counted(one: str, many: str, number: int, up_to: int = 9) -> str:
    """E.g. "one year", "five years", "48 years", of the messages "one year" and "{n} years"."""
    return say_count(one, many, number, n=number_in_words(number, up_to))


def span_in_words(days: int) -> str:
    """A span that somebody asks for, in years or months where it is exactly that many, else in days."""
    years = days // 365
    if years and days - 365 * years <= -(-years // 4):  # up to one leap day in four years, as 1826 is five years
        return _years(years)
    return _months(days // MONTH) if days % MONTH == 0 and days < 365 else _days(days)


def reached_in_words(days: int) -> str:
    """A span that has passed, in the largest whole unit. The two leap days of ten years are not looked for."""
    if days >= 365:
        return _years(days // 365)
    return _months(days // MONTH) if days >= MONTH else _days(days)


def people_in_words(names: Sequence[str], total: int) -> str:
    """The first few by name and the rest as a number; with no names only the number, e.g. "nine colleagues"."""
    if not names:
        return counted("one colleague", "{n} colleagues", total)
    named = list(names if total <= NAMED + 1 and len(names) == total else names[:NAMED])
    others = total - len(named)
    if others > 0:
        named.append(say_count("one other", "{n} others", others))
    return and_list(named)


def and_list(parts: Sequence[str]) -> str:
    """E.g. "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return say("{others} and {last}", others=", ".join(parts[:-1]), last=parts[-1])


def or_list(parts: Sequence[str]) -> str:
    """E.g. "a", "a, or b", "a, or b, or c": of parts that are long."""
    said = parts[0]
    for part in parts[1:]:
        said = say("{others}, or {last}", others=said, last=part)
    return said


def _years(number: int) -> str:
    return counted("one year", "{n} years", number, up_to=12)


def _months(number: int) -> str:
    return counted("one month", "{n} months", number, up_to=12)


def _days(number: int) -> str:
    return counted("one day", "{n} days", number, up_to=12)
