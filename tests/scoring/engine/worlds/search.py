"""Ask a law of as many worlds as wanted, and make the first world that breaks it small."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from scoring.engine.facts import NEVER, Bools, Facts, Ints
from tests.scoring.engine.worlds.drawing import draw_worlds
from tests.scoring.engine.worlds.law import Change, Law, Setting, draw_setting
from tests.scoring.engine.worlds.packing import IDS, Worlds

BATCH = 2_000  # worlds judged together: 100,000 gifts, some 300 MB
SHRINKS = 100  # rounds of making a broken world smaller


@dataclass(frozen=True)
class Searched:
    """How many worlds the law applied to, and the first that breaks it, in words ("" where none does)."""

    cases: int
    broken: str


def search(law: Law, cases: int, *, seed: int, batch: int = BATCH) -> Searched:
    """Stops at the first batch with a broken world, or when the law was asked of `cases` worlds it applies to."""
    done, number = 0, 0
    while done < cases:
        rng = np.random.default_rng([seed, number, *law.code.encode()])
        setting = draw_setting(rng)
        worlds = draw_worlds(rng, min(batch, max(64, (cases - done) * 5 // 4)), law.busy)
        change = law.draw(rng, worlds, setting)
        answer = law.check(worlds, change, setting)
        broken = np.flatnonzero(answer.applies & ~answer.holds)
        if len(broken):
            where = f"{law.code}, seed {seed}, batch {number}, world {broken[0]} ({len(broken)} of {worlds.n} broken)"
            return Searched(done, f"{where}\n{_told(law, *_only(worlds, change, int(broken[0])), setting)}")
        done, number = done + int(answer.applies.sum()), number + 1
    return Searched(done, "")


def _told(law: Law, world: Worlds, change: Change, setting: Setting) -> str:
    if law.check(world, change, setting).holds[0]:
        return f"broken among other worlds only: worlds are not kept apart\n{printed(world.facts)}"
    small = shrunk(law, world, change, setting)
    answer = law.check(small, change, setting)
    differ = np.flatnonzero(answer.before[0, : answer.after.shape[1]] != answer.after[0]).tolist()
    numbers = {place: (float(answer.before[0, place]), float(answer.after[0, place])) for place in differ}
    drawn = [part[0].tolist() for part in change]
    return (
        f"broken: {law.says}\nat={setting.at}, query={setting.query}\nchange={drawn}\n"
        f"before -> after by place: {numbers}\n{printed(small.facts)}"
    )


def shrunk(law: Law, world: Worlds, change: Change, setting: Setting) -> Worlds:
    """The same broken world with as few rows as possible: each smaller one is tried as a world beside the others."""
    parts = 2
    for _ in range(SHRINKS):
        sizes = _sizes(world)
        total = sum(sizes.values())
        parts = min(parts, total)
        if not parts:
            return world
        some, changes = _only(world, change, *([0] * parts))
        group = np.arange(total) * parts // total
        answer = law.check(_without(some, sizes, group), changes, setting)
        broken = np.flatnonzero(answer.applies & ~answer.holds)
        if len(broken):
            world = _without(some, sizes, group).where(broken[:1])
            parts = max(parts - 1, 2)
        elif parts == total:
            return world
        else:
            parts *= 2
    return world


TABLES = ("gifts", "outcomes", "verifications", "findings", "usage_weeks")


def _sizes(world: Worlds) -> dict[str, int]:
    return {table: len(getattr(world.facts, table)) for table in TABLES}


def _without(copies: Worlds, sizes: dict[str, int], group: Ints) -> Worlds:
    """Copies of one world, the n-th without the rows of the group n; nothing may speak of an outcome that is gone."""
    tables, start = {}, 0
    for table, size in sizes.items():
        columns = getattr(copies.facts, table)
        of = np.tile(group[start : start + size], copies.n)
        tables[table] = columns.take(of != np.repeat(np.arange(copies.n), size))
        start += size
    known = tables["outcomes"].id
    for table, columns in (
        ("contributions", copies.facts.contributions),
        ("verifications", tables["verifications"]),
    ):
        has_outcome: Bools = np.isin(columns.outcome, known)
        tables[table] = columns.take(has_outcome)
    return copies.changed(**tables)


def _only(worlds: Worlds, change: Change, *picked: int) -> tuple[Worlds, Change]:
    which = np.array(picked, np.int64)
    return worlds.where(which), tuple(part[which] for part in change)


def printed(facts: Facts) -> str:
    """Rows that can be pasted into a unit test: `Gifts.of([...])` and so on, without empty tables. None: see `of`."""
    lines = []
    for table in IDS:
        columns = getattr(facts, table)
        rows = list(zip(*(getattr(columns, f.name).tolist() for f in fields(columns)), strict=True))
        if rows:
            lines.append(f"{table}={type(columns).__name__}.of([")
            lines.extend(f"    {tuple(None if v == NEVER or v != v else v for v in row)}," for row in rows)
            lines.append("]),")
    return "\n".join(lines)
