"""Words that cross from one part of the company to another, by the parts just below the top of the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from recognition.models import Team
from scoring.engine.fairness import LEAST_GROUP, too_small

MOST_PARTS = 12  # rows of a table that one can still read; the smaller ones are counted together
REST = 0  # the id of what is counted together: no row of a database has it
STEPS = 5  # of colour


@dataclass(frozen=True)
class Cell:
    words: int
    step: int  # 0: none, then by the share of the giving part's words


@dataclass(frozen=True)
class Row:
    name: str
    cells: list[Cell]


@dataclass(frozen=True)
class Bridges:
    """`rows`: from each part to each, in the same order; none where all together are too few people.

    Shares are of all words, in [0, 1].
    """

    parts: list[str]
    rows: list[Row]
    words: int
    across_teams: float
    across_parts: float


def bridges(words: Mapping[tuple[int | None, int | None], int], sizes: Mapping[int | None, int]) -> Bridges:
    """`words` between teams, `sizes` of teams in people. What is counted together has no name. One statement."""
    parents, names = _tree()
    part_of = {team: _part(team, parents) for team in parents}
    people: Counter[int] = Counter()
    for team, number in sizes.items():
        people[_of(team, part_of)] += number
    for team in {team for pair in words for team in pair}:
        people[_of(team, part_of)] += 0  # everybody left it: its words are few people's
    shown = _shown(people)
    matrix: Counter[tuple[int, int]] = Counter()
    crossing = leaving = 0
    for (giver, receiver), number in words.items():
        crossing += number * (giver != receiver)
        from_part, to_part = _of(giver, part_of), _of(receiver, part_of)
        leaving += number * (from_part != to_part)
        matrix[from_part if from_part in shown else REST, to_part if to_part in shown else REST] += number
    order = sorted(shown, key=lambda part: (names[part], part))
    if any(REST in pair for pair in matrix) and sum(people.values()) >= LEAST_GROUP:
        order.append(REST)
    total = sum(words.values())
    return Bridges(
        parts=[names.get(part, "") for part in order],
        rows=[Row(names.get(part, ""), _cells(part, order, matrix)) for part in order],
        words=total,
        across_teams=crossing / total if total else 0.0,
        across_parts=leaving / total if total else 0.0,
    )


def _tree() -> tuple[dict[int, int | None], dict[int, str]]:
    rows = list(Team.objects.order_by().values_list("id", "parent_id", "name"))
    return {pk: parent for pk, parent, _name in rows}, {pk: name for pk, _parent, name in rows}


def _part(team: int, parents: Mapping[int, int | None]) -> int:
    """The ancestor just below the top; the top itself for those at the top."""
    here = team
    above = parents.get(here)
    while above is not None and parents.get(above) is not None:
        here, above = above, parents[above]
    return here


def _of(team: int | None, part_of: Mapping[int, int]) -> int:
    return part_of.get(team, REST) if team is not None else REST


def _shown(people: Counter[int]) -> set[int]:
    """The largest parts. The others together are never fewer than five people, nor one small part by itself."""
    small = too_small(people)
    large = [part for part in people if part != REST and part not in small]
    return set(sorted(large, key=lambda part: (-people[part], part))[:MOST_PARTS])


def _cells(part: int, order: list[int], matrix: Mapping[tuple[int, int], int]) -> list[Cell]:
    given = sum(matrix.get((part, to), 0) for to in order)
    cells = []
    for to in order:
        number = matrix.get((part, to), 0)
        # A tenth of a part's words is much for one other part: the root spreads the low shares.
        cells.append(Cell(number, min(STEPS, 1 + int(STEPS * (number / given) ** 0.5)) if number else 0))
    return cells
