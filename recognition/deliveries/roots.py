"""One root for a change, its revert and its return: together they are one piece of work."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from recognition.actions import source_outcomes
from recognition.actions.actors import System
from recognition.models import DeliveredFact, Outcome

Kind = DeliveredFact.Kind
# A chain of reverts that is longer is a mistake or an attack; the rest keeps the roots it was told.
LONGEST_CHAIN = 50


def align_roots(source: str, keys: Iterable[str]) -> None:
    """Give each family of reverts that one of these keys is in the root of the change it began with."""
    done: set[str] = set()
    for key in sorted(keys):
        if key not in done:
            top, family = _family(source, key)
            done |= family
            if len(family) > 1:
                _align(source, top, family)


def in_families(source: str, keys: Collection[str]) -> set[str]:
    """Those of the keys that took something back or were taken back: most never are."""
    pairs = _told(source, keys).values_list("outcome_key", "by_outcome_key")
    return {key for pair in pairs for key in pair} & set(keys)


def _told(source: str, keys: Collection[str]) -> QuerySet[DeliveredFact]:
    """The reversals that name one of the keys."""
    told = DeliveredFact.objects.filter(source=source, kind=Kind.REVERSAL).exclude(by_outcome_key="")
    return told.filter(Q(outcome_key__in=keys) | Q(by_outcome_key__in=keys))


def _family(source: str, key: str) -> tuple[str, set[str]]:
    """The change that was not there to take another one back, and all that lead to it."""
    family, frontier, takes_back = {key}, [key], dict[str, str]()
    for _step in range(LONGEST_CHAIN):
        pairs = set(_told(source, frontier).values_list("outcome_key", "by_outcome_key"))
        for taken, by in sorted(pairs):
            takes_back.setdefault(by, taken)
        frontier = sorted({one for pair in pairs for one in pair} - family)
        family |= set(frontier)
        if not frontier:
            break
    tops = sorted(one for one in family if one not in takes_back)
    return (tops or sorted(family))[0], family


def _align(source: str, top: str, family: set[str]) -> None:
    rows = {row.key: row for row in Outcome.objects.filter(source=source, key__in=family)}
    told = DeliveredFact.objects.filter(source=source, kind=Kind.OUTCOME, outcome_key=top).order_by("at", "digest")
    root = next((content["root"] for content in told.values_list("content", flat=True) if content.get("root")), top)
    for key in sorted(rows):
        source_outcomes.fill(by=System(source), outcome=rows[key], details={"root": root})
