"""Looking over facts for patterns that a formula alone cannot weigh: everything at night, the near things at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from recognition.models import Person
from scoring.engine.detectors import DETECTORS
from scoring.engine.facts import Facts
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.facts.for_detectors import load_detector_facts
from scoring.facts.id_sets import among
from scoring.facts.load import to_seconds
from scoring.facts.snapshot import one_moment
from scoring.languages import in_program_language
from scoring.models import Run
from scoring.patterns import snoozes
from scoring.patterns.random_audit import draw
from scoring.patterns.stored_findings import Sweep, store
from scoring.patterns.urgency import order_cases
from scoring.queue import nudge

LOCAL = frozenset(code for code, detector in DETECTORS.items() if detector.local)
# Whoever waits for the night in a large import loses nothing but the hours until then.
MOST_PERSONS_AT_ONCE = 100


@dataclass
class Counts:
    """What a run of detectors saw and wrote."""

    detectors: int = 0
    findings: int = 0  # seen now
    new: int = 0
    changed: int = 0
    cleared: int = 0
    ordered: int = 0  # cases whose place in the queue changed
    snoozes_ended: int = 0
    queued: int = 0  # people to be judged again
    drawn: int = 0  # awards for the random audit
    by_code: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, Any]:
        return {**vars(self), "by_code": dict(sorted(self.by_code.items()))}


def run_detectors(codes: Iterable[str] | None = None, *, at: datetime | None = None, news: bool = False) -> Counts:
    """Run all detectors (or these) over everything, store the difference and queue whom it reaches.

    Can be repeated without effect. `at` looks at a past moment, with what is known now. `news`: people are told what
    counts less for them.

    Raises:
        ValueError: a code that no detector has.
    """
    chosen = _known(codes)
    ended = snoozes.end_due()
    with one_moment():
        read_at = timezone.now()
        facts = load_detector_facts()
    counts = look_at(facts, chosen, at=at or read_at, read_at=read_at, news=news)
    counts.snoozes_ended = ended
    return counts


def look_at(
    facts: Facts,
    codes: frozenset[str],
    *,
    at: datetime,
    read_at: datetime,
    within: frozenset[int] | None = None,
    news: bool = False,
) -> Counts:
    """Detectors over facts that were read before. `within`: only what concerns one of these people."""
    standing = stand(facts, CURRENT, at=to_seconds(at), known_until=to_seconds(max(at, read_at)))
    seen = [
        (DETECTORS[code], found)
        for code in sorted(codes)
        for found in DETECTORS[code].find(standing, CURRENT)
        if within is None or not within.isdisjoint(found.people)
    ]
    with in_program_language():
        stored = store(Sweep(standing, seen, codes, read_at, within, news))
    return Counts(
        detectors=len(codes),
        findings=len(seen),
        new=stored.new,
        changed=stored.changed,
        cleared=stored.cleared,
        # The score compares with the whole company: what was looked at near a few people waits for the night.
        ordered=order_cases(standing) if within is None else 0,
        queued=stored.queued,
        by_code=Counter(found.code for _, found in seen),
    )


def look_around(persons: Iterable[int]) -> Counts:
    """The detectors that need no more than the surroundings of these persons and their teams, right now."""
    near = frozenset(persons)
    if not near or len(near) > MOST_PERSONS_AT_ONCE:
        return Counts()
    teams = Person.objects.filter(pk__in=among(near), team__isnull=False).values("team_id")
    mates = Person.objects.filter(team_id__in=teams).order_by().values_list("pk", flat=True)
    with one_moment():
        read_at = timezone.now()
        facts = load_detector_facts(near | frozenset(mates))
    return look_at(facts, LOCAL, at=read_at, read_at=read_at, within=near, news=True)


def sweep(codes: Iterable[str] | None = None) -> Run:
    """The nightly run, written down. Raises ValueError for a code that no detector has."""
    chosen = _known(codes)
    run = Run.objects.create(kind=Run.Kind.SWEEP)
    counts = run_detectors(chosen, news=True)
    if codes is None:
        # The week that is over; on the other days of this week nothing more is drawn.
        counts.drawn = len(draw(timezone.localdate() - timedelta(days=7)))
    run.finished_at, run.counts = timezone.now(), counts.as_dict()
    run.save(update_fields=["finished_at", "counts"])
    if counts.queued:
        nudge()
    return run


def _known(codes: Iterable[str] | None) -> frozenset[str]:
    chosen = frozenset(DETECTORS if codes is None else codes)
    if unknown := chosen - DETECTORS.keys():
        raise ValueError(f"No detector {', '.join(sorted(unknown))}; there are {', '.join(DETECTORS)}")
    return chosen
