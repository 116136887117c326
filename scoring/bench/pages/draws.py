"""Expressions of SQL that draw: from a list, a colleague, a pair of people. All numbers are ours."""
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Sequence

FIRST = 1_000  # ids of people and teams begin above it: who made the catalogue came before
NEAR = 40  # colleagues within this distance in the numbering give to each other


def one_of(values: Sequence[str], number: str, *, kind: str = "text") -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{listed}]::{kind}[])[1 + ({number}) % {len(values)}]"


def colleague(person: str, people: int) -> str:
    """Somebody else, counted from nought: mostly near, one of ten anywhere."""
    reach = f"CASE WHEN random() < 0.1 THEN {people - 2} ELSE {NEAR} END"
    return f"(({person}) + 1 + ({reach} * random())::int) % {people}"


def pairs(people: int, number: int) -> str:
    """So many rows of `n`, `gave`, `got` (ids of people) and `spread` (in [0, 1))."""
    drawn = f"SELECT n, (random() * {people - 1})::int AS g, random() AS spread FROM generate_series(1, {number}) AS n"
    got = f"{FIRST} + 1 + {colleague('g', people)}"
    return f"(SELECT n, spread, {FIRST} + 1 + g AS gave, {got} AS got FROM ({drawn}) AS drawn) AS e"
