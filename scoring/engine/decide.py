"""From the columns of a sheet to the decisions of persons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.engine.criteria.kind import Measured
from scoring.engine.criteria.nodes import Condition
from scoring.engine.facts import NEVER, Bools, Ints
from scoring.engine.fixed import found
from scoring.engine.roles import Chosen
from scoring.engine.sheet import Sheet
from scoring.engine.verdict import Answer, CriterionResult, Decision, Decisions, Told

ANSWERS = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)  # by position: nodes.NOT_MET, UNKNOWN_ANSWER, MET


@dataclass(frozen=True)
class Page:
    """The decisions of one rule. Columns are kept, a decision is made when somebody asks for it (microseconds;
    its criteria and their evidence take longer, and are worked out when they are read)."""

    full: Sheet
    chosen: Mapping[int, Chosen]  # the sheet of some persons: somebody spoke for them in two roles
    rows: Ints  # of the full sheet: who has a decision

    @classmethod
    def of(cls, full: Sheet, chosen: Mapping[int, Chosen], *, blanks: bool) -> Page:
        """Decisions of `full.reading.persons`; blank ones only when asked for."""
        speaking = np.ones(len(full.reading.persons), np.bool_)
        if not blanks:
            # Blankness is read from the full sheet: leaving a role out can only take away.
            speaking = (full.levels > 0) | full.counted | full.waiting
        return cls(full, chosen, np.flatnonzero(speaking))

    @cached_property
    def persons(self) -> Ints:
        """Who has a decision: ids, sorted."""
        return self.full.reading.persons[self.rows]

    @cached_property
    def eligible(self) -> Bools:
        """By `persons`."""
        eligible: Bools = self.full.levels[self.rows] > 0
        for person, chosen in self.chosen.items():
            eligible[self.persons == person] = chosen.rank[0] > 0
        return eligible

    def decision(self, person: int) -> Decision | None:
        place = int(np.searchsorted(self.persons, person))
        if place == len(self.persons) or self.persons[place] != person:
            return None
        return self._at(place)

    def about(self, persons: Ints) -> Iterator[Decision]:
        """Decisions of those of some persons (any order) who have one."""
        places, present = found(self.persons, persons)
        return (self._at(place) for place in places[present].tolist())

    def eligible_among(self, persons: Ints) -> list[int]:
        places, present = found(self.persons, persons)
        eligible: list[int] = persons[present][self.eligible[places[present]]].tolist()
        return eligible

    def digests(self) -> list[str]:
        """By `persons`; the same as their decisions have, without making them."""
        digests = self.full.digests(self.rows.tolist())
        persons: Ints = np.array(sorted(self.chosen), np.int64)
        places, present = found(self.persons, persons)
        for place, person in zip(places[present].tolist(), persons[present].tolist(), strict=True):
            other = self.chosen[person]
            digests[place] = other.sheet.digest(other.row)
        return digests

    def _at(self, place: int) -> Decision:
        person = int(self.persons[place])
        return _decision(self.chosen.get(person) or Chosen(self.full, int(self.rows[place])), person)


class Pages(Decisions):
    """In the order of the rules judged and of persons. Nothing is kept of what was asked."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages: Mapping[int, Page] = {page.full.reading.badge: page for page in pages}

    def __getitem__(self, pair: tuple[int, int]) -> Decision:
        person, badge = pair
        page = self.pages.get(badge)
        decision = None if page is None else page.decision(person)
        if decision is None:
            raise KeyError(pair)
        return decision

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for badge, page in self.pages.items():
            yield from ((person, badge) for person in page.persons.tolist())

    def __len__(self) -> int:
        return sum(len(page.rows) for page in self.pages.values())

    def about(self, persons: Collection[int]) -> dict[tuple[int, int], Decision]:
        ids = np.array(sorted(persons), np.int64)
        return {(d.person, badge): d for badge, page in self.pages.items() for d in page.about(ids)}

    def eligible(self, persons: Collection[int]) -> set[tuple[int, int]]:
        ids = np.array(sorted(persons), np.int64)
        return {(person, badge) for badge, page in self.pages.items() for person in page.eligible_among(ids)}


def _decision(chosen: Chosen, person: int) -> Decision:
    sheet, row = chosen.sheet, chosen.row
    rule, level = sheet.rule, int(sheet.levels[row])
    tier = rule.tiers[level - 1][0] if rule.tiers and level else ""
    next_check_at = int(sheet.next_check_at[row])
    return Decision(
        person=person,
        badge=sheet.reading.badge,
        eligible=level > 0,
        tier=tier,
        next_check_at=None if next_check_at == NEVER else next_check_at,
        digest=lambda: sheet.digest(row),
        results=lambda: _results(sheet, row, person, rule.multiple(tier)),
    )


def _results(sheet: Sheet, row: int, person: int, multiple: float) -> tuple[CriterionResult, ...]:
    return tuple(
        _result(path, condition, measured, row, person, sheet.answers(path, condition, multiple)[row], multiple)
        for (path, condition), measured in zip(sheet.rule.conditions, sheet.measured, strict=True)
    )


def _result(
    path: str, condition: Condition, measured: Measured, row: int, person: int, answer: np.int8, multiple: float
) -> CriterionResult:
    columns = {name: float(column[row]) for name, column in measured.columns.items()}
    next_check_at = int(measured.next_check_at[row])
    return CriterionResult(
        path=path,
        kind=condition.kind_name,
        answer=ANSWERS[answer],
        # What is not known is absent: NaN is not JSON.
        measures={name: value for name, value in columns.items() if not np.isnan(value)},
        asked={t.measure: t.asked for t in condition.thresholds(multiple)},
        next_check_at=None if next_check_at == NEVER else next_check_at,
        tell=lambda: Told(measured.evidence(person), measured.discounts(person)),
    )
