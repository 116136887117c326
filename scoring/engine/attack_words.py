"""The attack cost as a sentence for who writes the rule."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.attack_cost import AttackCost
from scoring.engine.attack_crowd import Crowd
from scoring.engine.criteria.number_words import and_list, counted
from scoring.engine.criteria.words import both
from scoring.engine.language import say, say_count

WORDS_UP_TO = 12


def attack_in_words(cost: AttackCost) -> str:
    """E.g. "Cheapest way to fake this: three people of the same team who put in a word; effort 3."."""
    return say("Cheapest way to fake this: {acts}; effort {effort:g}.", acts=acts_in_words(cost), effort=cost.effort)


def acts_in_words(cost: AttackCost) -> str:
    acts = list(_acts(cost))
    return acts[0] if len(acts) == 1 else say("{others}, and {last}", others=", ".join(acts[:-1]), last=acts[-1])


def honest_in_words(quarters: int | None) -> str:
    """The way beside it, of `honest_path.ordinary_quarters`."""
    if quarters is None:
        return say("A newcomer at an ordinary honest pace does not get there within ten years.")
    return counted(
        "A newcomer at an ordinary honest pace gets there after one quarter.",
        "A newcomer at an ordinary honest pace gets there after {n} quarters.",
        quarters,
        WORDS_UP_TO,
    )


def _acts(cost: AttackCost) -> Iterator[str]:
    if cost.held:
        badges = and_list(cost.held)
        yield say_count(
            "the badge {badges} to be won before", "the badges {badges} to be won before", len(cost.held), badges=badges
        )
    for crowd in cost.voices:
        yield say_count(
            "{people} who puts in a word", "{people} who put in a word", _size(crowd), people=_people(crowd)
        )
    if cost.authors != Crowd():
        yield say("work of {people} passed unread", people=_people(cost.authors))
    if cost.stamped:
        what = counted("one piece of work", "{n} pieces of work", cost.stamped, WORDS_UP_TO)
        yield say_count(
            "{verifiers} who waves {work} through", "{verifiers} who wave {work} through", cost.stampers,
            verifiers=counted("one verifier", "{n} verifiers", cost.stampers, WORDS_UP_TO), work=what,
        )  # fmt: skip
    if cost.managers:
        yield counted("one manager who nominates", "{n} managers who nominate", cost.managers, WORDS_UP_TO)
    if cost.idle_weeks:
        yield counted("one week of idle usage", "{n} weeks of idle usage", cost.idle_weeks, WORDS_UP_TO)
    if cost.quarters_waited:
        yield counted("one quarter of waiting", "{n} quarters of waiting", cost.quarters_waited, WORDS_UP_TO)


def _people(crowd: Crowd) -> str:
    parts = []
    if crowd.own:
        parts.append(counted("one person of the same team", "{n} people of the same team", crowd.own, WORDS_UP_TO))
    if crowd.near:
        parts.append(
            counted("one person from another team", "{n} people from {n} other teams", crowd.near, WORDS_UP_TO)
        )
    if crowd.far:
        parts.append(
            counted(
                "one person from another department", "{n} people from {n} other departments", crowd.far, WORDS_UP_TO
            )
        )
    return both(parts) if parts else ""


def _size(crowd: Crowd) -> int:
    return crowd.own + crowd.near + crowd.far
