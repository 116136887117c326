"""Judging history as it happened, so that awards carry the day on which they were earned.

For facts that were imported late and for the demo. Facts are read once; the moment moves. Nobody is notified
of what was earned in the past.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from scoring.engine.facts import Facts
from scoring.engine.verdict import Verdict
from scoring.facts.findings import load_findings
from scoring.facts.for_detectors import with_detector_facts
from scoring.facts.load import load_facts
from scoring.facts.snapshot import one_moment
from scoring.judging.by_time import judged_on_their_day
from scoring.judging.counts import Counts
from scoring.judging.judgement import decide, with_held_of_now
from scoring.judging.recalculation import claim_everybody, given_back, newest_judged, store
from scoring.live_rules import live_rulebook
from scoring.patterns.discounted import discounted
from scoring.patterns.sweeping import look_at


def replay_history(
    *,
    since: datetime,
    until: datetime | None = None,
    step_days: int = 30,
    last_days: Collection[int] = (),
    sweep: Iterable[str] = (),
    progress: Callable[[datetime, Counts], None] | None = None,
) -> Counts:
    """Judge everybody at `since`, every `step_days` after it, and at `until` (default: now).

    `last_days`: so many days before `until`, each a moment too; from the first of them on they replace the steps.

    Between two moments, whoever's time of service comes is judged on that day for the badges that need nothing
    else; all other awards carry the first moment judged at which their conditions were met.

    The detectors whose codes are in `sweep` look at each moment before it is judged, as they would have done in the
    night before: what they find is stored, and weighs in that moment and those after it.

    Moments up to the newest decision that is stored are left out: history is judged once, and a second
    call judges only what is new. `progress` is told each moment and what it changed.
    """
    counts = Counts()
    claim = claim_everybody("recalculate.replay")
    with given_back(claim):
        with one_moment():
            started = recorded_at = timezone.now()
            facts, rulebook = load_facts(), live_rulebook()
        end = until or started
        claim.renew()
        before = newest_judged()
        last: Verdict | None = None
        for at in moments(since, end, step_days, before, last_days):
            step = Counts()
            if before is not None:
                for due in judged_on_their_day(facts, rulebook, after=before, before=at, recorded_at=recorded_at):
                    step.add(store(due, claim, last=False, notify=False))
            claim.renew()
            if sweep:
                facts = _swept(facts, at, frozenset(sweep))
                recorded_at = timezone.now()
                claim.catch_up()
            claim.renew()
            judgement = decide(with_held_of_now(facts), rulebook, None, at=at, recorded_at=recorded_at)
            # Only who has been judged as of now is done; a replay that ends earlier leaves them queued.
            step.add(store(judgement, claim, last=at >= started, notify=False))
            counts.add(step)
            before = at
            last = judgement.verdict
            if progress is not None:
                progress(at, step)
        if last is not None:
            counts.discounted = discounted([last])
    return counts


def _swept(facts: Facts, at: datetime, codes: frozenset[str]) -> Facts:
    """The same facts with the findings that a sweep at this moment leaves."""
    look_at(with_detector_facts(facts), codes, at=at, read_at=timezone.now())
    return replace(facts, findings=load_findings())


def moments(
    since: datetime, until: datetime, step_days: int, judged: datetime | None, last_days: Collection[int] = ()
) -> Iterator[datetime]:
    """In order; those up to `judged` are left out, but for `until` itself."""
    if step_days < 1 or any(days < 1 for days in last_days):
        raise ValueError("step_days, last_days: at least 1 day between two moments.")
    if since > until:
        raise ValueError("The replay would begin after its end: give an earlier start.")
    nearer = [until - timedelta(days=days) for days in sorted(set(last_days), reverse=True)]
    nearer = [at for at in nearer if at >= since]
    at = since
    while at < min([until, *nearer]):
        if judged is None or at > judged:
            yield at
        at += timedelta(days=step_days)
    for at in nearer:
        if judged is None or at > judged:
            yield at
    if judged is None or until >= judged:
        yield until
