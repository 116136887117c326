"""The attack cost as a sentence for who writes the rule."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.attack_cost import AttackCost
from scoring.engine.attack_crowd import Crowd

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def attack_in_words(cost: AttackCost) -> str:
    """E.g. "Cheapest way to fake this: three people of the same team who put in a word; effort 3."."""
    return f"Cheapest way to fake this: {acts_in_words(cost)}; effort {cost.effort:g}."


def acts_in_words(cost: AttackCost) -> str:
    acts = list(_acts(cost))
    return acts[0] if len(acts) == 1 else f"{', '.join(acts[:-1])}, and {acts[-1]}"


def honest_in_words(quarters: int | None) -> str:
    """The way beside it, of `honest_path.ordinary_quarters`."""
    if quarters is None:
        return "A newcomer at an ordinary honest pace does not get there within ten years."
    return f"A newcomer at an ordinary honest pace gets there after {_count(quarters, 'quarter')}."


def _acts(cost: AttackCost) -> Iterator[str]:
    if cost.held:
        yield f"the {_plural('badge', len(cost.held))} {' and '.join(cost.held)} to be won before"
    for crowd in cost.voices:
        yield f"{_people(crowd)} who {_verb('put', crowd)} in a word"
    if cost.authors != Crowd():
        yield f"work of {_people(cost.authors)} passed unread"
    if cost.stamped:
        verb = "wave" if cost.stampers > 1 else "waves"
        what = _count(cost.stamped, "piece") + " of work"
        yield f"{_count(cost.stampers, 'verifier')} who {verb} {what} through"
    if cost.managers:
        yield f"{_count(cost.managers, 'manager')} who nominate{'s' if cost.managers == 1 else ''}"
    if cost.idle_weeks:
        yield f"{_count(cost.idle_weeks, 'week')} of idle usage"
    if cost.quarters_waited:
        yield f"{_count(cost.quarters_waited, 'quarter')} of waiting"


def _people(crowd: Crowd) -> str:
    parts = [
        _crowd(crowd.own, "of the same team", "of the same team"),
        _crowd(crowd.near, "from another team", "from {n} other teams"),
        _crowd(crowd.far, "from another department", "from {n} other departments"),
    ]
    return " and ".join(part for part in parts if part)


def _crowd(number: int, one: str, other: str) -> str:
    if not number:
        return ""
    return f"{_people_count(number)} {(one if number == 1 else other).format(n=in_words(number))}"


def _people_count(number: int) -> str:
    return "one person" if number == 1 else f"{in_words(number)} people"


def _verb(verb: str, crowd: Crowd) -> str:
    return f"{verb}s" if crowd.own + crowd.near + crowd.far == 1 else verb


def _count(number: int, noun: str) -> str:
    return f"{in_words(number)} {_plural(noun, number)}"


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"


def in_words(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
