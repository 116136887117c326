"""The judge at work: take queued people, judge them, store the difference.

Judging happens outside any transaction; storing in one transaction a batch, which first makes sure that the
claim is still its own. Everything here can be repeated without effect and stopped at any point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from recognition.actions import awards
from recognition.actions.actors import System
from recognition.actions.awards import AwardStep
from recognition.models import Award
from scoring.engine.verdict import Verdict
from scoring.judging import shadows, stored_decisions
from scoring.judging.award_steps import awards_of, steps_for
from scoring.judging.claims import Claim, claim_persons, claim_waiting
from scoring.judging.counts import Counts
from scoring.judging.judgement import Judgement, judge_in_parts, judge_persons
from scoring.judging.shadows import Trial
from scoring.languages import in_program_language
from scoring.models import Decision
from scoring.patterns.discounted import discounted
from scoring.queue import enqueue, enqueue_everybody

BATCH = 500  # persons judged with one load of facts and stored in one transaction
# Persons of a run over everybody whose answers are in memory at once: some 270 MiB under twenty rules (53 kB a person,
# measured), and far less than a lease to judge.
PART = 5_000
JUDGE = System("judge")


class HistoryError(ValueError):
    """Judging a moment before one that is already judged would date awards back and forth."""


def recalculate_queued(limit: int | None = None) -> Counts:
    """Judge up to `limit` queued people (default: one batch): see `claim_waiting` for whose turn it is."""
    claim = claim_waiting(min(limit or BATCH, BATCH))
    if not claim.serials:
        return Counts()
    with given_back(claim):
        return store(judge_persons(claim.persons), claim)


def recalculate_people(person_ids: Iterable[int], *, at: datetime | None = None) -> Counts:
    """Judge these people now, queued or not. Those whom another worker has in hand stay queued for it."""
    persons = set(person_ids)
    check_not_before_history(at)
    enqueue(persons, reason="recalculate.people")
    counts = Counts()
    for part in _parts(persons):
        claim = claim_persons(part)
        with given_back(claim):
            if claim.serials:
                counts.add(store(judge_persons(claim.persons, at=at), claim))
    return counts


def recalculate_all(*, at: datetime | None = None) -> Counts:
    """Judge everybody with one load of all facts, PART people at a time."""
    check_not_before_history(at)
    claim = claim_everybody("recalculate.all")
    counts = Counts()

    def stored() -> Iterator[Verdict]:
        for judgement in judge_in_parts(claim.persons, PART, at=at, renew=claim.renew):
            counts.add(store(judgement, claim))
            yield judgement.verdict

    with given_back(claim):
        counts.discounted = discounted(stored())
    return counts


def claim_everybody(reason: str) -> Claim:
    """Queue and claim all people; those in another worker's hands are left to it, with a new serial."""
    enqueue_everybody(reason)
    return claim_persons(None)


@contextmanager
def given_back(claim: Claim) -> Iterator[None]:
    """Whatever happens, nobody stays claimed by work that has ended.

    People whose judging failed go behind the others, so that one fault does not hold up everybody.
    """
    failed = True
    try:
        yield
        failed = False
    finally:
        if claim.serials:
            claim.give_back(to_the_end=failed)


def store(judgement: Judgement, claim: Claim, *, last: bool = True, notify: bool = True) -> Counts:
    """Write what the judgement changes for the claimed people that were judged, a batch in a transaction.

    `last` takes them off the queue; a run over several moments does so after the last one only.
    """
    counts = Counts()
    judged = claim.persons if judgement.persons is None else claim.persons & judgement.persons
    trials = shadows.judge_shadows(judgement)
    for part in _parts(judged):
        claim.renew()
        try:
            with in_program_language():
                counts.add(_store_part(judgement, trials, claim, part, last=last, notify=notify))
        except IntegrityError:
            # Our lease had run out, and the worker that took these people over stored the same pair first.
            # Nothing of this batch was written; if the rows are still ours after all, something else is wrong.
            if claim.owns(part):
                raise
            counts.add(Counts(lost=len(part)))
    return counts


@transaction.atomic
def _store_part(
    judgement: Judgement, trials: Sequence[Trial], claim: Claim, part: Sequence[int], *, last: bool, notify: bool
) -> Counts:
    held = awards_of(part, lock=True)  # before the queue, the order in which actions lock
    ours = claim.lock(part)
    found = stored_decisions.differences(judgement, ours)
    steps = steps_for(judgement, ours, {pair: award for pair, award in held.items() if pair[0] in ours})
    counts = Counts(persons=len(ours), lost=len(part) - len(ours))
    counts.decisions = stored_decisions.write(judgement, found)
    shadows.write(trials, judgement, ours)
    silent = claim.told_nothing(ours) if steps and notify else set()
    again = claim.finish(ours) if last else 0
    # The audit is locked last, and held shortest.
    news: dict[bool, list[AwardStep]] = {True: [], False: []}
    for step in steps:  # what takes something from somebody is always told
        news[notify and (step.person_id not in silent or step.status == Award.Status.LAPSED)].append(step)
    counts.awards = sum(awards.apply(by=JUDGE, steps=some, notify=told) for told, some in news.items() if some)
    counts.given = _given(judgement, steps, held)
    counts.again = again + _queue_holders(judgement, steps)
    return counts


def _queue_holders(judgement: Judgement, steps: Sequence[AwardStep]) -> int:
    """Who lost a badge that another rule asks for is judged once more: `holds` reads the awards that are stored.

    Who won one is not: the same verdict has already read it as held.
    """
    slugs = {slug for live in judgement.rulebook.rules for slug in live.rule.needs}
    ids = {live.badge_ids[slug] for live in judgement.rulebook.rules for slug in slugs if slug in live.badge_ids}
    lost = {step.person_id for step in steps if step.badge_id in ids and step.status == Award.Status.LAPSED}
    return enqueue(lost, reason="award.holds")


def _given(judgement: Judgement, steps: Sequence[AwardStep], held: dict[tuple[int, int], Award]) -> Counter[str]:
    slugs = {live.badge: live.rule.badge for live in judgement.rulebook.rules}
    return Counter(
        slugs[step.badge_id]
        for step in steps
        if step.badge_id in slugs
        and step.status == Award.Status.ACTIVE
        and _was(held.get((step.person_id, step.badge_id))) != Award.Status.ACTIVE
    )


def _was(award: Award | None) -> str:
    return "" if award is None else award.status


def check_not_before_history(at: datetime | None) -> None:
    if at is None:
        return
    newest = newest_judged()
    if newest is not None and at < newest:
        raise HistoryError(
            f"Decisions have been stored for {newest:%Y-%m-%d %H:%M} UTC already; give a later moment than that, "
            f"or use `explain --at` to look at an earlier one without storing it."
        )


def newest_judged() -> datetime | None:
    newest: datetime | None = Decision.objects.aggregate(newest=Max("decided_at"))["newest"]
    return newest


def _parts(persons: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(persons)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
