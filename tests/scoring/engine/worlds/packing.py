"""Many small companies in one `Facts`. Every id is world x stride + a local number, so that worlds share nothing.

UNKNOWN stays UNKNOWN in all of them, badges, kinds and moments are the same. A world has the people 1 to 9 (7 is
automated) and room for newcomers from 20 on; its columns of people are arrays of shape (worlds, SLOTS).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scoring.engine.facts import DAY, NEVER, UNKNOWN, Columns, Facts, GiftKind, Gifts, Ints, People, Relation
from scoring.engine.findings import WEEKS_A_PERSON, About
from tests.scoring.engine.companies import BADGE, START, joined

SLOTS = 32  # people
TEAMS = 16
NUMBERS = 1024  # gifts, outcomes, verifications, roots, areas, findings: of each
EVE = 1
PEOPLE = 9
ROBO = 7
NEWCOMERS = 20

# By table, the columns that hold ids. The first tells the world of a row.
IDS: Mapping[str, Mapping[str, int]] = {
    "people": {"id": SLOTS, "team": TEAMS},
    "teams": {"id": TEAMS, "parent": TEAMS},
    "gifts": {"id": NUMBERS, "giver": SLOTS, "receiver": SLOTS, "giver_team": TEAMS, "receiver_team": TEAMS},
    "outcomes": {"id": NUMBERS, "root": NUMBERS, "area": NUMBERS},
    "contributions": {"outcome": NUMBERS, "person": SLOTS, "team": TEAMS},
    "verifications": {"id": NUMBERS, "outcome": NUMBERS, "verifier": SLOTS, "verifier_team": TEAMS},
    "findings": {"finding": NUMBERS, "about_id": NUMBERS},
    "usage_weeks": {"person": SLOTS},
}


@dataclass(frozen=True)
class Worlds:
    n: int
    facts: Facts
    team: Ints  # (n, SLOTS) ids, before and after the move
    team_later: Ints
    moved_at: Ints  # (n, SLOTS) seconds
    manager: Ints  # (n, SLOTS) slot of the manager, 0 for nobody

    @property
    def eves(self) -> Ints:
        """The person whom most laws speak of, by world."""
        return np.arange(self.n) * SLOTS + EVE

    def world_of(self, table: str) -> Ints:
        """By row of a table of the facts."""
        column, stride = next(iter(IDS[table].items()))
        world: Ints = getattr(getattr(self.facts, table), column) // stride
        return world

    def team_at(self, world: Ints, slot: Ints, at: Ints) -> Ints:
        return np.where(at < self.moved_at[world, slot], self.team[world, slot], self.team_later[world, slot])

    def relation(self, world: Ints, giver: Ints, receiver: Ints) -> Ints:
        up = self.manager[world, giver] == receiver
        down = self.manager[world, receiver] == giver
        return np.select([up, down], [Relation.TO_MANAGER, Relation.TO_REPORT], Relation.PEER).astype(np.int64)

    def gifts(self, world: Ints, number: Ints, giver: Ints, receiver: Ints, at: Ints, **more: Ints | int) -> Gifts:
        """Rows of gifts of people given as slots; `more`: badge, label (makes it thanks), withdrawn_at."""
        n = len(world)
        label = np.broadcast_to(more.get("label", UNKNOWN), n)
        is_thanks = label != UNKNOWN
        # Ids of the two kinds overlap, as they do in the product.
        local = np.where(is_thanks, NUMBERS - 1 - number, number)
        columns = {
            "id": world * NUMBERS + local,
            "kind": np.where(is_thanks, GiftKind.THANKS, GiftKind.NOMINATION),
            "badge": np.where(is_thanks, UNKNOWN, more.get("badge", BADGE)),
            "label": label,
            "giver": world * SLOTS + giver,
            "receiver": world * SLOTS + receiver,
            "at": at,
            "giver_team": self.team_at(world, giver, at),
            "receiver_team": self.team_at(world, receiver, at),
            "relation": self.relation(world, giver, receiver),
            "withdrawn_at": np.broadcast_to(more.get("withdrawn_at", NEVER), n),
        }
        return Gifts(**{name: column.astype(np.int64) for name, column in columns.items()})

    def with_gifts(self, giver: Ints, receiver: Ints, at: Ints | int, **more: Ints | int) -> Worlds:
        """Later gifts, as arrays of shape (n, k) of slots; no gift where the giver is 0."""
        world, place = np.nonzero(giver)
        gifts = self.facts.gifts
        local = np.where(gifts.kind == GiftKind.THANKS, NUMBERS - 1 - gifts.id % NUMBERS, gifts.id % NUMBERS)
        number = int(local.max(initial=-1)) + 1 + place
        at, receiver = np.broadcast_to(at, giver.shape)[world, place], np.broadcast_to(receiver, giver.shape)
        columns = {name: np.broadcast_to(values, giver.shape)[world, place] for name, values in more.items()}
        rows = self.gifts(world, number, giver[world, place], receiver[world, place], at, **columns)
        return self.changed(gifts=joined(gifts, rows))

    def with_newcomers(self, team: Ints) -> Worlds:
        """People from the slot NEWCOMERS on, by local team of shape (n, k); 0 is an unknown team."""
        k = team.shape[1]
        of = np.where(team > 0, np.arange(self.n)[:, None] * TEAMS + team, UNKNOWN)
        slots = slice(NEWCOMERS, NEWCOMERS + k)
        before, after = self.team.copy(), self.team_later.copy()
        before[:, slots], after[:, slots] = of, of
        ids = (np.arange(self.n)[:, None] * SLOTS + NEWCOMERS + np.arange(k)).ravel()
        never = np.full(len(ids), NEVER)
        people = People(ids, of.ravel(), np.zeros(len(ids), np.bool_), never, never)
        return replace(self.changed(people=joined(self.facts.people, people)), team=before, team_later=after)

    def changed(self, **tables: Columns) -> Worlds:
        return replace(self, facts=replace(self.facts, **tables))

    def where(self, picked: Ints) -> Worlds:
        """The picked worlds (repetition allowed), numbered anew: `where([w])` is the world w with its local ids."""
        tables: dict[str, Any] = {}
        for table, strides in IDS.items():
            world, columns = self.world_of(table), getattr(self.facts, table)
            order = np.argsort(world, kind="stable")
            first, end = (np.searchsorted(world[order], picked, side=side) for side in ("left", "right"))
            new = np.repeat(np.arange(len(picked)), end - first)
            rows = order[np.concatenate([np.arange(a, b) for a, b in zip(first, end, strict=True)] or [first])]
            taken = columns.take(rows)
            tables[table] = moved(taken, strides, new - world[rows])
        by_slot = {name: getattr(self, name)[picked] for name in ("moved_at", "manager")}
        shift = (np.arange(len(picked)) - picked)[:, None] * TEAMS
        for name in ("team", "team_later"):
            teams = getattr(self, name)[picked]
            by_slot[name] = np.where(teams == UNKNOWN, UNKNOWN, teams + shift)
        return Worlds(n=len(picked), facts=replace(self.facts, **tables), **by_slot)


def moved(columns: Columns, strides: Mapping[str, int], by: Ints) -> Columns:
    """Rows with their ids moved by a number of worlds."""
    moved = {}
    for name, stride in strides.items():
        values = getattr(columns, name)
        far = np.full(len(values), stride)
        if name == "about_id":
            far[columns.about_kind == About.USAGE_WEEK] = SLOTS * WEEKS_A_PERSON
        moved[name] = np.where(values == UNKNOWN, UNKNOWN, values + by * far)
    return replace(columns, **moved)


def day(number: Ints | int) -> Ints | int:
    """Seconds of a day since the first of these worlds."""
    return START + number * DAY
