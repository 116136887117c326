"""The judge's awards: compare each step with what is stored, write the difference in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from recognition.actions import audit
from recognition.actions.actors import System
from recognition.models import Award, AwardChange, Badge, Person

# Steps written with one set of statements: far below the parameters that SQLite takes in one (32,766).
STEPS_AT_ONCE = 1000
JUDGED = ("status", "tier", "given_at", "expires_at", "rule_version", "why", "why_parts", "evidence")


@dataclass(frozen=True)
class AwardStep:
    """How the award of one person for one badge is to stand. `reason` is one sentence, for its history."""

    person_id: int
    badge_id: int
    status: str
    tier: str
    given_at: datetime
    expires_at: datetime | None
    rule_version: int | None
    why: list[str] = field(default_factory=list)
    why_parts: list[dict[str, Any]] = field(default_factory=list)  # what `why` was made of, for another language
    evidence: list[dict[str, Any]] = field(default_factory=list)
    reason: str = ""


class HeldByAPersonError(ValueError):
    """Steps that would undo what a person did to an award: revoked, declined, frozen or given by hand.

    `pairs` holds the (person id, badge id) of all of them; nothing was written.
    """

    def __init__(self, pairs: Sequence[tuple[int, int]]) -> None:
        self.pairs = list(pairs)
        super().__init__(
            f"{len(self.pairs)} awards were revoked, declined, frozen or given by a person; the judge leaves them: "
            f"(person, badge) {self.pairs[:5]}"
        )


def write(by: System, steps: Sequence[AwardStep]) -> list[int]:
    """Write one batch; the ids of the awards that changed. Runs in the transaction of its caller.

    Raises:
        HeldByAPersonError: see there.
    """
    stored = _stored(steps)
    _check_free(steps, stored)
    new: list[tuple[Award, AwardStep, Award]] = []
    moved: list[tuple[Award, AwardStep, Award]] = []
    for step in steps:
        award = stored.get((step.person_id, step.badge_id))
        if award is None:
            made = Award(person_id=step.person_id, badge_id=step.badge_id, **_judged(step))
            new.append((made, step, Award(status="", tier="")))
        elif _kept_ended(award, step) or _judged(award) == _judged(step):
            continue
        else:
            before = Award(status=award.status, tier=award.tier)
            for name, value in _judged(step).items():
                setattr(award, name, value)
            moved.append((award, step, before))
    # Two writers with one new award: the second fails on the constraint as a whole, and is repeated.
    Award.objects.bulk_create([award for award, _, _ in new])
    Award.objects.bulk_update([award for award, _, _ in moved], JUDGED)
    _keep_history(by, new + moved)
    return [award.pk for award, _, _ in new + moved]


def _stored(steps: Sequence[AwardStep]) -> dict[tuple[int, int], Award]:
    pairs = {(step.person_id, step.badge_id) for step in steps}
    if len(pairs) != len(steps):
        raise ValueError("Two steps for one person and badge: give the last one only.")
    awards = Award.objects.select_for_update().filter(
        person_id__in={person for person, _ in pairs}, badge_id__in={badge for _, badge in pairs}
    )
    # Always locked in one order, so that two writers never wait for each other crosswise.
    return {(award.person_id, award.badge_id): award for award in awards.order_by("id")}


def _judged(of: Award | AwardStep) -> dict[str, Any]:
    return {name: getattr(of, name) for name in JUDGED}


def _ended_by_a_person(award: Award) -> bool:
    return award.status == Award.Status.REVOKED or award.declined_at is not None


def _kept_ended(award: Award, step: AwardStep) -> bool:
    return _ended_by_a_person(award) and step.status == award.status


def _check_free(steps: Sequence[AwardStep], stored: dict[tuple[int, int], Award]) -> None:
    refused = []
    for step in steps:
        award = stored.get((step.person_id, step.badge_id))
        if award is None or step.status == award.status:
            continue
        # A freeze is lifted by people; that its evidence was reversed may still end it.
        unfreezes = award.status == Award.Status.FROZEN and step.status != Award.Status.LAPSED
        by_hand = award.status == Award.Status.ACTIVE and award.rule_version is None
        if _ended_by_a_person(award) or unfreezes or by_hand:
            refused.append((step.person_id, step.badge_id))
    if refused:
        raise HeldByAPersonError(refused)


def _keep_history(by: System, changed: Sequence[tuple[Award, AwardStep, Award]]) -> None:
    at = timezone.now()
    AwardChange.objects.bulk_create(
        AwardChange(
            award=award, at=at, from_status=before.status, to_status=award.status,
            from_tier=before.tier, to_tier=award.tier, reason=step.reason[:500],
        )
        for award, step, before in changed
    )  # fmt: skip
    people = dict(Person.objects.filter(pk__in={a.person_id for a, _, _ in changed}).values_list("pk", "key"))
    badges = dict(Badge.objects.filter(pk__in={a.badge_id for a, _, _ in changed}).values_list("pk", "slug"))
    audit.record_many(
        [
            audit.Act(
                by, "award.apply", "award", f"{people[award.person_id]}/{badges[award.badge_id]}",
                {
                    "from": before.status, "to": award.status, "tier": award.tier, "given_at": award.given_at,
                    "rule_version": award.rule_version, "reason": step.reason,
                },
            )
            for award, step, before in changed
        ]
    )  # fmt: skip
