"""One role a person: who nominates somebody is not also read as the verifier of their work.

Domain law 3. Were the verification simply dropped, an attacker who once verified a victim's work could void
it by nominating the victim (against P5 and P12). So the role is read that serves the receiver best.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.engine.facts import Ints
from scoring.engine.fixed import Pairs, distinct_pairs
from scoring.engine.sheet import Sheet

# Assignments are tried one by one: 2^8 of them. With more people in both roles, all beyond the first eight (by id: who
# has been in the directory longest) share one role: 2^9, and only where neither everybody as nominator nor everybody as
# verifier reaches what both roles together would. So a newcomer in both roles takes nothing away: with their words they
# are where words were enough, with their work where work was (ADR 5 says what remains).
BOTH_ROLES_MAX = 8


@dataclass(frozen=True)
class Chosen:
    """The sheet and the row that speak for a person."""

    sheet: Sheet
    row: int

    @property
    def rank(self) -> tuple[int, float]:
        return int(self.sheet.levels[self.row]), float(self.sheet.progress[self.row])


def choose_roles(full: Sheet) -> Mapping[int, Chosen]:
    """For every person with somebody in both roles, the reading that serves them best. Others are absent."""
    both = _in_both_roles(full)
    if not both:
        return {}
    chosen: dict[int, Chosen] = {}
    rows = {int(p): row for row, p in enumerate(full.reading.persons)}
    open_for = {person: _masks(full, rows[person], others) for person, others in both.items()}
    _try(full, both, open_for, chosen)
    crowded = [
        person
        for person, others in both.items()
        if len(others) > BOTH_ROLES_MAX and chosen[person].rank[0] < full.levels[rows[person]]
    ]
    _try(full, both, dict.fromkeys(crowded, range(1, 1 << BOTH_ROLES_MAX + 1)), chosen)
    return chosen


def _try(
    full: Sheet, both: Mapping[int, tuple[int, ...]], open_for: Mapping[int, Sequence[int]], chosen: dict[int, Chosen]
) -> None:
    """Keep for everybody the best of the assignments in `open_for`, and of those tried before."""
    # The assignments shared by all: mask 0 (all speak as nominators) first, ties keep the earlier one.
    for mask in sorted({mask for masks in open_for.values() for mask in masks}):
        persons = [person for person, masks in open_for.items() if mask in masks]
        sheet = _assigned(full, persons, both, mask)
        for row, person in enumerate(sheet.reading.persons.tolist()):
            found = Chosen(sheet, row)
            if person not in chosen or found.rank > chosen[person].rank:
                chosen[person] = found


def _in_both_roles(full: Sheet) -> dict[int, tuple[int, ...]]:
    """Person -> sorted others who spoke for them, and whose verification of their work makes a difference."""
    kinds = [condition.kind_name for _, condition in full.rule.conditions]
    if "outcomes" not in kinds or not {"peer_support", "manager_statement"} & set(kinds):
        return {}
    some = _some(full, ("peer_support", "manager_statement")) & _some(full, ("outcomes",))
    person, giver = _joined([measured.givers() for measured in full.measured])
    asked = np.isin(person, full.reading.persons[some])
    given = person[asked], giver[asked]
    persons, others = _joined([measured.verifiers(given) for measured in full.measured])
    both: dict[int, tuple[int, ...]] = {}
    for one, other in zip(persons.tolist(), others.tolist(), strict=True):
        both[one] = (*both.get(one, ()), other)
    return both


def _joined(parts: Sequence[Pairs]) -> Pairs:
    """Each pair once, sorted."""
    one, other, _ = distinct_pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return one, other


def _some(full: Sheet, kinds: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    some = np.zeros(len(full.reading.persons), np.bool_)
    for (_, condition), measured in zip(full.rule.conditions, full.measured, strict=True):
        if condition.kind_name in kinds:
            for column in measured.columns.values():
                some |= column > 0
    return some


def _masks(full: Sheet, row: int, others: tuple[int, ...]) -> Sequence[int]:
    """Assignments to try first; bit k set: others[k] is read as a verifier (the last bit: all that follow). -1: all."""
    if full.levels[row] == 0 or len(others) > BOTH_ROLES_MAX:
        # Not met even with both roles counted: nothing to win, only the nearer picture is shown.
        return (0, -1)
    return range(1 << len(others))


def _assigned(full: Sheet, persons: list[int], both: Mapping[int, tuple[int, ...]], mask: int) -> Sheet:
    givers: dict[int, frozenset[int]] = {}
    verifiers: dict[int, frozenset[int]] = {}
    for person in persons:
        as_verifier = frozenset(other for k, other in enumerate(both[person]) if mask >> min(k, BOTH_ROLES_MAX) & 1)
        givers[person] = as_verifier
        verifiers[person] = frozenset(both[person]) - as_verifier
    chosen: Ints = np.array(sorted(persons), np.int64)
    return Sheet.of(full.rule, full.reading.of(chosen, givers, verifiers))
