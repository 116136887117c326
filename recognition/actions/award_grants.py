"""One badge for many people at once, by the word of two: with as many statements for five hundred as for five."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.refusals import refusal
from recognition.models import Award, AwardChange, Badge, BulkAwardPerson, Person
from recognition.permissions import takes_part
from recognition.signals import awards_changed, facts_changed

Status = Award.Status
LeftOut = BulkAwardPerson.LeftOut
_HELD = (Status.ACTIVE, Status.FROZEN, Status.PENDING)
_GIVEN = ["status", "tier", "given_at", "expires_at", "rule_version", "given_by", "why", "why_parts", "evidence"]


@dataclass
class Granted:
    """Who holds it now, and who was left out and why, by the id of the person."""

    given: list[Award] = field(default_factory=list)
    left_out: dict[int, LeftOut] = field(default_factory=dict)


def left_out(badge: Badge, people: Sequence[Person]) -> dict[int, LeftOut]:
    """Who of them cannot be given the badge, and why. One statement."""
    return _left_out(people, _stored(badge, people))


def _left_out(people: Sequence[Person], stored: Mapping[int, Award]) -> dict[int, LeftOut]:
    found = {person.pk: _why(person, stored.get(person.pk)) for person in people}
    return {person: why for person, why in found.items() if why is not None}


@transaction.atomic
def grant_together(
    *, by: Person, seconded_by: Person, badge: Badge, people: Sequence[Person], reason: str, tier: str = ""
) -> Granted:
    """Give it to all who can be given it. Who may, and the reason, are for the caller to ask.

    Raises:
        ValidationError: the judge gave one of them at the same moment; nothing was written.
    """
    stored = _stored(badge, people, lock=True)
    out = _left_out(people, stored)
    result = Granted(left_out=out)
    now, before = timezone.now(), dict[int, tuple[str, str]]()
    new, again = list[Award](), list[Award]()
    for person in people:
        if person.pk in out:
            continue
        award = stored.get(person.pk)
        before[person.pk] = (award.status, award.tier) if award is not None else ("", "")
        (again if award is not None else new).append(award := award or Award(person=person, badge=badge))
        award.status, award.tier, award.given_at, award.expires_at = Status.ACTIVE, tier, now, None
        award.rule_version, award.given_by, award.why, award.evidence = None, by, [reason], []
        award.why_parts = []
    try:
        with transaction.atomic():
            Award.objects.bulk_create(new)
    except IntegrityError as conflict:  # the judge in between: there was no row to lock
        raise refusal(_("Some of them have just been given it: try again."), code="meanwhile") from conflict
    Award.objects.bulk_update(again, _GIVEN)
    result.given = [*new, *again]
    _tell(by, seconded_by, badge, result.given, before, reason)
    return result


def _stored(badge: Badge, people: Sequence[Person], *, lock: bool = False) -> dict[int, Award]:
    awards = Award.objects.filter(badge=badge, person__in={person.pk for person in people}).order_by("pk")
    return {award.person_id: award for award in (awards.select_for_update() if lock else awards)}


def _why(person: Person, award: Award | None) -> LeftOut | None:
    if not takes_part(person):
        return LeftOut.AUTOMATED if person.automated else LeftOut.LEFT
    if award is None:
        return None
    if award.declined_at is not None:
        return LeftOut.DECLINED
    if award.status == Status.REVOKED:
        return LeftOut.ENDED  # a ruling about one person is not passed over in a list
    return LeftOut.HELD if award.status in _HELD else None


def _tell(
    by: Person,
    seconded_by: Person,
    badge: Badge,
    given: Sequence[Award],
    before: dict[int, tuple[str, str]],
    reason: str,
) -> None:
    """The history of each, word to who listens, and last the audit, which is one lock for everybody."""
    if not given:
        return
    at = given[0].given_at
    AwardChange.objects.bulk_create(
        AwardChange(
            award=award, at=at, from_status=before[award.person_id][0], to_status=award.status,
            from_tier=before[award.person_id][1], to_tier=award.tier, by=by, reason=reason,
        )
        for award in given
    )  # fmt: skip
    facts_changed.send(sender=Award, person_ids={award.person_id for award in given}, reason="award.grant")
    audit.record_many(
        [
            audit.Act(
                by, "award.grant", "award", f"{award.person.key}/{badge.slug}",
                {
                    "from": before[award.person_id][0], "to": award.status, "tier": award.tier, "reason": reason,
                    "seconded_by": seconded_by.key,
                },
            )
            for award in given
        ]
    )  # fmt: skip
    awards_changed.send(sender=Award, award_ids=[award.pk for award in given], reason="award.grant")
