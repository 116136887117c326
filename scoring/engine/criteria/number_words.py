"""Numbers, spans of time and lists of names as people say them. English; sentences take them as places."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
MONTH = 30  # days
NAMED = 2  # people named before the rest is counted


def number_in_words(number: int, up_to: int = 9) -> str:
    """Small numbers as words, others as digits."""
    return WORDS[number] if number <= up_to else str(number)


def counted(number: int, one: str, many: str) -> str:
    """E.g. "one team", "five teams", "48 teams"."""
    return f"{number_in_words(number)} {one if number == 1 else many}"


def span_in_words(days: int) -> str:
    """A span that somebody asks for, in years or months where it is exactly that many, else in days."""
    years = days // 365
    if years and days - 365 * years <= -(-years // 4):  # up to one leap day in four years, as 1826 is five years
        return _span(years, "year")
    return _span(days // MONTH, "month") if days % MONTH == 0 and days < 365 else _span(days, "day")


def reached_in_words(days: int) -> str:
    """A span that has passed, in the largest whole unit. The two leap days of ten years are not looked for."""
    if days >= 365:
        return _span(days // 365, "year")
    return _span(days // MONTH, "month") if days >= MONTH else _span(days, "day")


def people_in_words(names: Sequence[str], total: int, one: str, many: str) -> str:
    """The first few by name and the rest as a number; with no names only the number, e.g. "nine colleagues"."""
    if not names:
        return counted(total, one, many)
    named = list(names if total <= NAMED + 1 and len(names) == total else names[:NAMED])
    others = total - len(named)
    if others > 0:
        named.append(f"{others} others" if others > 1 else "one other")
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"


def _span(number: int, unit: str) -> str:
    return f"{number_in_words(number, up_to=12)} {unit if number == 1 else unit + 's'}"
