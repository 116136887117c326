"""Comparing everything that is stored with a run from scratch, and mending what differs.

There should never be a difference: one means that somebody wrote past the queue, or a fault in the judge's
idea of who is touched by a fact. So each is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from recognition.actions.awards import AwardStep
from recognition.models import Award, Nomination, Outcome, Person
from scoring.facts.id_sets import among
from scoring.judging.award_steps import EXPIRED, awards_of, steps_for
from scoring.judging.claims import claim_persons
from scoring.judging.counts import Counts
from scoring.judging.due import due_persons
from scoring.judging.judgement import Judgement, judge_persons
from scoring.judging.recalculation import check_not_before_history, given_back, store
from scoring.judging.stored_decisions import Difference, differences
from scoring.models import QueuedPerson, Run
from scoring.queue import enqueue

# More awards than this that end at once look like a broken source, not like people's doing.
REMOVALS_ALWAYS_ALLOWED = 10
REMOVALS_SHARE_ALLOWED = 0.05


@dataclass
class Report:
    """What a comparison found. `refused` says why nothing was mended, where it was not."""

    at: datetime
    people: int = 0
    waiting: int = 0  # queued or due: their change is known and on its way, so they are not compared
    decisions: list[Difference] = field(default_factory=list)
    steps: list[AwardStep] = field(default_factory=list)
    refused: str = ""
    mended: Counts = field(default_factory=Counts)

    @property
    def clean(self) -> bool:
        return not self.decisions and not self.steps

    @property
    def persons(self) -> set[int]:
        return {d.person for d in self.decisions} | {s.person_id for s in self.steps}

    def counts(self) -> dict[str, object]:
        found = {"people": self.people, "waiting": self.waiting, "decisions": len(self.decisions)}
        return {**found, "awards": len(self.steps), "mended": self.mended.as_dict()}


def compare(*, at: datetime | None = None) -> Report:
    """Compare, and write nothing."""
    check_not_before_history(at)
    judgement = judge_persons(None, at=at)
    waiting = set(QueuedPerson.objects.values_list("person_id", flat=True)) | due_persons(judgement.at)
    everybody = set(Person.objects.values_list("id", flat=True))
    compared = everybody - waiting
    return Report(
        at=judgement.at,
        people=len(everybody),
        waiting=len(waiting),
        decisions=differences(judgement, compared),
        steps=steps_for(judgement, compared, awards_of(compared)),
    )


def reconcile(*, at: datetime | None = None, accept_mass_removal: bool = False) -> Report:
    """Compare, and mend what differs unless too many awards would end. Stored as a Run."""
    run = Run.objects.create(kind=Run.Kind.RECONCILE)
    report = compare(at=at)
    if not accept_mass_removal:
        report.refused = _mass_removal(report.steps)
    if not report.refused and not report.clean:
        report.mended = _mend(report, at)
    run.finished_at, run.counts, run.refused = timezone.now(), report.counts(), report.refused[:500]
    run.save()
    return report


def _mend(report: Report, at: datetime | None) -> Counts:
    """Judge anew with all facts, now that the differing people are in our hands, and store their part."""
    enqueue(report.persons, reason="rule.reconcile")
    claim = claim_persons(report.persons)
    with given_back(claim):
        judgement: Judgement = judge_persons(None, at=at)
        return store(judgement, claim)


def _mass_removal(steps: Sequence[AwardStep]) -> str:
    """Why these steps look like a broken source; "" when they do not."""
    ending = [s for s in steps if s.status == Award.Status.LAPSED and s.reason != EXPIRED]
    active = Award.objects.filter(status=Award.Status.ACTIVE).count()
    if len(ending) <= max(REMOVALS_ALWAYS_ALLOWED, REMOVALS_SHARE_ALLOWED * active):
        return ""
    return (
        f"{len(ending)} of {active} active awards would end at once; nothing was changed. "
        f"They lean on {_sources(ending)}. If that is a broken source, mend it and run again; "
        f"if it is right, run `reconcile --accept-mass-removal`."
    )


def _sources(ending: Sequence[AwardStep]) -> str:
    """Where the facts behind these awards come from, the most frequent first."""
    evidence = [fact for step in ending for fact in step.evidence]
    ids = {kind: {e["id"] for e in evidence if e["kind"] == kind} for kind in ("outcome", "nomination")}
    outcomes = Outcome.objects.filter(id__in=among(ids["outcome"]), reversal__isnull=False)
    found = Counter(f"reversed outcomes of source “{source}”" for source in outcomes.values_list("source", flat=True))
    found["withdrawn nominations"] = Nomination.objects.filter(
        id__in=among(ids["nomination"]), withdrawn_at__isnull=False
    ).count()
    named = [f"{number} {what}" for what, number in found.most_common(3) if number]
    return ", ".join(named) or "facts that were taken back"
