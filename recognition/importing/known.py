"""What the first reading keeps of the files, and what the database already has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recognition.importing.problems import Place, Problems
from recognition.importing.reading import Read
from recognition.models import Outcome, Person, Team

T = TypeVar("T")
KEYS_AT_ONCE = 2000  # below the parameters that SQLite takes in one statement (32,766)


def in_batches(items: Iterable[T], size: int = KEYS_AT_ONCE) -> Iterator[list[T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


@dataclass
class Ids:
    """Ids of one file: each with the hash of its row, so that a repeated row can be told from another one."""

    what: str
    hashes: dict[str, int] = field(default_factory=dict)

    def add(self, read: Read, problems: Problems) -> bool:
        """True for a new id; a repeated one with other content is a problem."""
        key = read.row.id
        if key not in self.hashes:
            self.hashes[key] = hash(read.row)
            return True
        if self.hashes[key] != hash(read.row):
            problems.add(
                read.place,
                _("%(what)s %(key)s was already given above with other content") % {"what": _(self.what), "key": key},
            )
        return False


@dataclass
class Reverts:
    """Which outcome took back which: `reverter -> reverted`, by id."""

    of: dict[str, str] = field(default_factory=dict)

    def depth_and_root(self, key: str) -> tuple[int, str]:
        """How many reverts deep (0: none, 1: a revert, 2: the revert of a revert), and the first of them."""
        depth, seen = 0, {key}
        while (reverted := self.of.get(key)) is not None and reverted not in seen:
            seen.add(reverted)
            depth, key = depth + 1, reverted
        return depth, key


@dataclass
class Known:
    """All that references can point to. `outcome_waits` are ids not in the files: the database may have them."""

    teams: set[str]
    people: set[str]
    managers: dict[str, str | None]
    team_rows: Ids = field(default_factory=lambda: Ids(gettext_noop("team")))
    person_rows: Ids = field(default_factory=lambda: Ids(gettext_noop("person")))
    outcome_rows: Ids = field(default_factory=lambda: Ids(gettext_noop("outcome")))
    nomination_rows: Ids = field(default_factory=lambda: Ids(gettext_noop("nomination")))
    last_sighting: date | None = None  # the newest `last_seen` of anybody in people.jsonl
    reverts: Reverts = field(default_factory=Reverts)
    # Ids of rows that were refused, by file: what refers to them is not to blame.
    refused: dict[str, set[str]] = field(
        default_factory=lambda: {name: set() for name in ("teams", "people", "outcomes")}
    )
    given_roots: dict[str, str] = field(default_factory=dict)
    outcome_waits: dict[str, Place] = field(default_factory=dict)

    @classmethod
    def from_database(cls) -> "Known":
        people: dict[str, str | None] = dict(Person.objects.values_list("key", "manager__key"))
        return cls(teams=set(Team.objects.values_list("key", flat=True)), people=set(people), managers=people)

    def require_people(self, keys: Iterable[str | None], place: Place, problems: Problems) -> None:
        for key in keys:
            if key is not None and key not in self.people and key not in self.refused["people"]:
                problems.add(
                    place, _("there is no person %(key)s: neither in people.jsonl nor in the database") % {"key": key}
                )

    def require_outcomes(self, keys: Iterable[str | None], place: Place) -> None:
        for key in keys:
            if key is not None and key not in self.outcome_rows.hashes:
                self.outcome_waits.setdefault(key, place)

    def settle_waits(self, source: str, problems: Problems) -> None:
        """Look in the database for the outcomes that were not in the files."""
        told = self.refused["outcomes"] | self.outcome_rows.hashes.keys()
        waiting = [key for key in self.outcome_waits if key not in told]
        for keys in in_batches(waiting):
            found = set(outcome_keys(source, keys))
            for key in keys:
                if key not in found:
                    place = self.outcome_waits[key]
                    problems.add(
                        place,
                        _("there is no outcome %(key)s: neither in outcomes.jsonl nor in the database") % {"key": key},
                    )


def outcome_keys(source: str, keys: Sequence[str]) -> Iterable[str]:
    return Outcome.objects.filter(source=source, key__in=keys).values_list("key", flat=True)
