"""The company while it is being made: its people, and the rows of facts about them."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from badges_site.demo.company.words.freshness import Freshness

SEED = 20_250_411
YEARS = 2
Row = dict[str, Any]


@dataclass(frozen=True)
class TeamPlan:
    """A team of the tree. `work` says which kinds of outcomes it has; "" for a department."""

    key: str
    name: str
    parent: str | None
    size: int = 0
    work: str = ""
    titles: tuple[str, ...] = ()
    things: tuple[str, ...] = ()  # what the team works on, as a noun phrase


@dataclass
class Employee:
    key: str
    name: str
    team: str
    title: str
    location: str
    time_zone: str
    started_on: date
    left_on: date | None = None
    manager: str | None = None
    automated: bool = False
    joined_team: str | None = None  # the team before the move, when there was one
    moved_on: date | None = None
    diligence: float = 1.0  # multiplies the usual number of outcomes
    warmth: float = 1.0  # multiplies the usual number of words for others
    checks: float = 0.0  # how often they look at the work of others, beside their colleagues
    helpful: float = 1.0  # how often they are thanked, beside their colleagues
    known_for: tuple[str, ...] = ()  # themes that colleagues see in them
    in_a_story: bool = False  # their facts are told by a story only
    family_first: bool = False

    @property
    def first_name(self) -> str:
        words = self.name.split()
        return words[-1] if self.family_first else words[0]

    def team_on(self, day: date) -> str:
        if self.moved_on is not None and self.joined_team is not None and day < self.moved_on:
            return self.joined_team
        return self.team

    def works_on(self, day: date) -> bool:
        return self.started_on <= day and (self.left_on is None or day < self.left_on)


@dataclass
class Company:
    """Grows step by step; `rng` is the only source of chance."""

    today: date
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - an invented company
    teams: dict[str, TeamPlan] = field(default_factory=dict)
    people: dict[str, Employee] = field(default_factory=dict)
    outcomes: list[Row] = field(default_factory=list)
    acknowledgements: list[Row] = field(default_factory=list)
    thanks: list[Row] = field(default_factory=list)
    nominations: list[Row] = field(default_factory=list)
    usage: list[Row] = field(default_factory=list)
    said: set[tuple[str, str, str, int]] = field(default_factory=set)
    words: Freshness = field(default_factory=Freshness)
    sentences: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # said, by receiver
    _by_author: dict[str, list[Row]] = field(default_factory=dict)
    _indexed: int = 0

    @property
    def first_day(self) -> date:
        return self.today - timedelta(days=365 * YEARS)

    def add(self, person: Employee) -> Employee:
        if person.key in self.people:
            raise ValueError(f"two people have the key {person.key}")
        self.people[person.key] = person
        return person

    def humans(self) -> list[Employee]:
        return [person for person in self.people.values() if not person.automated]

    def colleagues(self, team: str, day: date) -> list[Employee]:
        return [p for p in self.humans() if p.team_on(day) == team and p.works_on(day)]

    def department(self, team: str) -> str:
        """The team right under the company that this team belongs to."""
        while (parent := self.teams[team].parent) is not None and self.teams[parent].parent is not None:
            team = parent
        return team

    def outcomes_of(self, key: str) -> list[Row]:
        """Where the person is the author, in the order they were made."""
        for row in self.outcomes[self._indexed :]:
            self._by_author.setdefault(row["person"], []).append(row)
        self._indexed = len(self.outcomes)
        return self._by_author.get(key, [])

    def day(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, person: Employee, day: date) -> str:
        """A minute of that day's working hours where the person lives, never later than this morning."""
        minutes = int(self.rng.triangular(8 * 60, 18 * 60 + 30, 11 * 60))
        local = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, self.rng.randrange(60))
        at = local.replace(tzinfo=ZoneInfo(person.time_zone)).astimezone(UTC)
        latest = datetime(self.today.year, self.today.month, self.today.day, tzinfo=UTC) - timedelta(minutes=1)
        return min(at, latest).strftime("%Y-%m-%dT%H:%M:%SZ")

    def working_day(self, first: date, last: date) -> date:
        """A random weekday between the two, both included; a Saturday or Sunday becomes the Friday before."""
        day = first + timedelta(days=self.rng.randrange(max(1, (last - first).days + 1)))
        day -= timedelta(days=max(0, day.weekday() - 4))
        return max(day, first)


def slug(text: str) -> str:
    """Letters a-z and dots: `Nguyễn Thị Mai` becomes `nguyen.thi.mai`."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", ".", plain.lower()).strip(".")


# Letters that Unicode does not take apart into a plain one and a mark.
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


def quarter(moment: str) -> int:
    """Year x 4 + quarter - 1, as recognition counts it."""
    return int(moment[:4]) * 4 + (int(moment[5:7]) - 1) // 3
