"""What a sweep found, against what is stored: only the difference is written.

A finding that is not found again ends, with one exception: where the look only moved on and part of its evidence is
older than the detectors look back, it stays as it was. Else a circle would count in full again half a year later.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from scoring.engine.detector import Detector
from scoring.engine.facts import DAY
from scoring.engine.findings import MERGING
from scoring.engine.findings import Finding as Found
from scoring.engine.policy import CURRENT
from scoring.engine.standing import Standing
from scoring.facts.id_sets import among
from scoring.models import Finding, FindingFact
from scoring.patterns.cases import case_for, close_emptied
from scoring.patterns.finding_reach import Fact, Times, people_reached
from scoring.patterns.telling import tell_of_less_weight
from scoring.queue import enqueue

ROWS_AT_ONCE = 1000
# A chance that moved by less than this factor is the same chance: it hangs on every gift of the company.
SAME_CHANCE = 2.0
LEAST_CHANCE = 1e-12
# They take nothing that time could give back, and compare with the year before: an earlier look, in a company that was
# new then, knew less than the latest.
NEVER_REST = ("N10",)
# The number under which PostgreSQL lets one sweep store at a time; any number that nobody else uses.
LOCK = 7_141_502


@dataclass(frozen=True)
class Sweep:
    """What one sweep looked at and saw. `within`: only what concerns one of these people; None: everybody."""

    standing: Standing
    seen: Sequence[tuple[Detector, Found]]
    codes: frozenset[str]
    read_at: datetime  # when the facts were read
    within: frozenset[int] | None = None
    news: bool = False  # people are told what counts less for them; not where history is looked at


@dataclass
class Stored:
    """What was written."""

    new: int = 0
    changed: int = 0
    cleared: int = 0
    queued: int = 0
    touched: set[Fact] = field(default_factory=set)  # facts whose weight may have changed


@transaction.atomic
def store(sweep: Sweep) -> Stored:
    """Write the difference and queue whom it reaches."""
    _one_at_a_time()
    current = _current(sweep)
    times = Times.of(sweep.standing.facts)
    stored, emptied = Stored(), set[int]()
    ended: list[_Before] = []
    begun: list[_Begun] = []
    seen = {found.key: (detector, found) for detector, found in sweep.seen}
    # What was stored after the facts were read was seen by a later look, which knows better.
    later = {key for key, before in current.items() if before.row.recorded_at > sweep.read_at}
    for key in sorted(current.keys() - seen.keys() - later):
        gone = current[key]
        if not _rests(gone, sweep, times):
            ended.append(gone)
            stored.cleared += 1
            if gone.row.case_id is not None:
                emptied.add(gone.row.case_id)
    for key in sorted(seen.keys() - later):
        detector, found = seen[key]
        before = current.get(key)
        facts = _facts_of(found, before, sweep, times)
        if before is not None and before.says(found, facts):
            continue
        if before is None:
            stored.new += 1
        else:
            ended.append(before)
            stored.changed += 1
        begun.append(_begun(detector, found, facts, sweep))
    _end(ended, stored)
    _begin(begun, stored)
    if sweep.news:
        known = {before.row.key for before in ended}
        tell_of_less_weight((new.row, new.facts.keys()) for new in begun if _is_new(new.row, known))
    close_emptied(emptied)
    if stored.touched:
        stored.queued = enqueue(people_reached(stored.touched), reason="finding.sweep")
    return stored


@dataclass(frozen=True)
class _Before:
    """A stored finding with the facts it is about, each with when it was first named."""

    row: Finding
    facts: Mapping[Fact, datetime]
    people: frozenset[int]

    def says(self, found: Found, facts: Mapping[Fact, datetime]) -> bool:
        row = self.row
        return (
            self.facts.keys() == facts.keys()
            and self.people == frozenset(found.people)
            and (row.severity, row.factor, row.hold_until)
            == (found.severity, found.factor, _moment_or_none(found.hold_until))
            and _same_chance(row.p_value, found.p_value)
        )


def _current(sweep: Sweep) -> dict[str, _Before]:
    """Those of which this sweep can say something. Three statements."""
    rows = Finding.objects.filter(cleared_at__isnull=True, code__in=sweep.codes).prefetch_related("facts", "people")
    if sweep.within is not None:
        concern = Q(people__in=sweep.within) | Q(key__in=[found.key for _, found in sweep.seen])
        rows = rows.filter(pk__in=Finding.objects.filter(concern).values("pk"))
    return {
        row.key: _Before(
            row,
            {(fact.kind, fact.fact_id): fact.named_since for fact in row.facts.all()},
            frozenset(person.pk for person in row.people.all()),
        )
        for row in rows
    }


def _rests(before: _Before, sweep: Sweep, times: Times) -> bool:
    """All of its evidence stands, and some of it is older than the detectors look back."""
    if before.row.code in NEVER_REST:
        return False
    at = [times.at(fact) for fact in before.facts]
    if not at or None in at:
        return False
    return min(a for a in at if a is not None) <= _horizon(sweep)


def _horizon(sweep: Sweep) -> int:
    return sweep.standing.at - CURRENT.detectors.window_days * DAY


def _facts_of(found: Found, before: _Before | None, sweep: Sweep, times: Times) -> dict[Fact, datetime]:
    """What the finding names now, and what an earlier version named that is only too old to be looked at."""
    now = timezone.now()
    known = before.facts if before is not None else {}
    facts = {(int(kind), number): known.get((int(kind), number), now) for kind, number in found.about}
    for fact, since in known.items():
        at = times.at(fact)
        if fact not in facts and at is not None and at <= _horizon(sweep):
            facts[fact] = since
    return facts


@dataclass(frozen=True)
class _Begun:
    """A finding to be stored. Its case is chosen when it is made; of one key there is one a sweep."""

    row: Finding
    people: tuple[int, ...]
    facts: Mapping[Fact, datetime]


def _end(ended: Sequence[_Before], stored: Stored) -> None:
    """One statement."""
    Finding.objects.filter(pk__in=among(before.row.pk for before in ended)).update(cleared_at=timezone.now())
    for before in ended:
        if _weighs(before.row.code, before.row.factor):
            stored.touched |= before.facts.keys()


def _begun(detector: Detector, found: Found, facts: Mapping[Fact, datetime], sweep: Sweep) -> _Begun:
    row = Finding(
        key=found.key,
        code=found.code,
        severity=found.severity,
        factor=found.factor,
        p_value=found.p_value,
        at=_moment(found.at),
        hold_until=_moment_or_none(found.hold_until),
        sentence=detector.say(found)[:500],
        numbers={name: float(value) for name, value in found.numbers.items()},
        evidence=[{"kind": fact.kind, "id": fact.id} for fact in found.evidence],
        found_at=_moment(sweep.standing.at),
    )
    row.case = case_for(row, found.people)
    return _Begun(row, tuple(dict.fromkeys(found.people)), facts)


def _begin(begun: Sequence[_Begun], stored: Stored) -> None:
    """Three statements for every thousand rows: findings, whom they are about, and which facts."""
    Finding.objects.bulk_create((new.row for new in begun), batch_size=ROWS_AT_ONCE)
    about = Finding.people.through
    about.objects.bulk_create(
        (about(finding_id=new.row.pk, person_id=person) for new in begun for person in new.people),
        batch_size=ROWS_AT_ONCE,
    )
    FindingFact.objects.bulk_create(
        (
            FindingFact(finding_id=new.row.pk, kind=kind, fact_id=number, named_since=since)
            for new in begun
            for (kind, number), since in new.facts.items()
        ),
        batch_size=ROWS_AT_ONCE,
    )
    for new in begun:
        if _weighs(new.row.code, new.row.factor):
            stored.touched |= new.facts.keys()


def _is_new(row: Finding, known: set[str]) -> bool:
    return row.key not in known and _weighs(row.code, row.factor)


def _weighs(code: str, factor: float) -> bool:
    return factor < 1.0 or code in MERGING


def _same_chance(one: float, other: float) -> bool:
    one, other = max(one, LEAST_CHANCE), max(other, LEAST_CHANCE)
    return abs(math.log(one / other)) < math.log(SAME_CHANCE)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def _moment_or_none(at: int | None) -> datetime | None:
    return None if at is None else _moment(at)


def _one_at_a_time() -> None:
    """Two sweeps that store at once would both begin the same finding. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
