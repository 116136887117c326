"""What a step of an award says to its holder, and to those who spoke for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils import timezone

from recognition.actions import notifications
from recognition.models import Award, AwardChange, Nomination, Notification, Role, RoleGrant, Tier
from recognition.queries.visibility import people_with_private_badges
from recognition.signals import awards_changed

Status = Award.Status
AT_ONCE = 1000
# Who spoke longer ago has forgotten it, and the rule no longer reads it.
SPOKE_WITHIN = timedelta(days=366)
BY_VERB = {
    "award.grant": "award_given",
    "award.approve": "award_given",
    "award.return": "award_returned",
    "award.reopen": "award_waiting",
    "award.freeze": "award_frozen",
    "award.unfreeze": "award_unfrozen",
    "award.revoke": "award_revoked",
    "award.restore": "award_restored",
}
# What those who spoke for it hear, by what the holder hears.
TO_VOICES = {"award_given": "my_word_led_to_award", "award_returned": "my_word_returned"}


@receiver(awards_changed, dispatch_uid="tell_of_award_steps")
def tell_of_award_steps(sender: type[Award], award_ids: Sequence[int], reason: str, **more: Any) -> None:
    """Seven statements for every thousand awards, two where nothing is to be told."""
    if reason != "award.apply" and reason not in BY_VERB:
        return  # what a holder did themselves
    for first in range(0, len(award_ids), AT_ONCE):
        _tell(award_ids[first : first + AT_ONCE], reason)


def _tell(award_ids: Sequence[int], reason: str) -> None:
    awards = Award.objects.in_bulk(award_ids)
    last = {change.award_id: change for change in AwardChange.objects.filter(award__in=award_ids).order_by("at", "id")}
    said = {
        pk: kind
        for pk, award in awards.items()
        if (kind := BY_VERB.get(reason) or (_of_the_judge(last[pk]) if pk in last else ""))
    }
    if not said:
        return
    by_kind = [_message(kind, awards[pk], awards[pk].person_id) for pk, kind in said.items()]
    to_panels = _to_panels([awards[pk] for pk, kind in said.items() if kind == "award_waiting"])
    notifications.tell([*by_kind, *_to_voices({pk: awards[pk] for pk in said}, said), *to_panels])


def _of_the_judge(change: AwardChange) -> str:
    """Empty for a step that changes nothing that the holder sees."""
    if change.to_status == Status.LAPSED:
        return "award_lapsed"
    if change.to_status == change.from_status:
        before, after = _height(change.from_tier), _height(change.to_tier)
        if change.to_status == Status.PENDING or before == after:
            return ""
        return "award_raised" if after > before else "award_lowered"
    return {Status.PENDING.value: "award_waiting", Status.ACTIVE.value: "award_given"}.get(change.to_status, "")


def _to_panels(waiting: Sequence[Award]) -> Iterator[Notification]:
    """The stewards who decide, each about every award; not who would decide about themselves."""
    if not waiting:
        return
    stewards: dict[int, list[int]] = defaultdict(list)
    grants = RoleGrant.objects.filter(role=Role.STEWARD, badge__in={award.badge_id for award in waiting})
    for badge, steward in grants.values_list("badge_id", "person_id"):
        stewards[badge or 0].append(steward)
    for award in waiting:
        for steward in stewards[award.badge_id]:
            if steward != award.person_id:
                yield _message("panel_waits", award, steward)


def _to_voices(awards: dict[int, Award], said: dict[int, str]) -> Iterator[Notification]:
    """Nobody is told of a badge that its holder keeps to themselves."""
    of_interest = {pk: award for pk, award in awards.items() if said[pk] in TO_VOICES}
    if not of_interest:
        return
    voices: dict[tuple[int, int], list[int]] = defaultdict(list)
    for nominee, badge, nominator in _standing(of_interest.values()):
        voices[nominee, badge].append(nominator)
    for pk, award in of_interest.items():
        for nominator in voices[award.person_id, award.badge_id]:
            yield _message(TO_VOICES[said[pk]], award, nominator)


def _standing(awards: Any) -> QuerySet[Nomination, tuple[int, int, int]]:
    standing = Nomination.objects.filter(
        nominee__in={award.person_id for award in awards},
        badge__in={award.badge_id for award in awards},
        at__gte=timezone.now() - SPOKE_WITHIN,
        withdrawn_at__isnull=True,
    ).exclude(nominee__in=people_with_private_badges())
    return standing.order_by().values_list("nominee_id", "badge_id", "nominator_id").distinct()


def _message(kind: str, award: Award, to: int) -> Notification:
    return Notification(
        person_id=to, kind=kind, badge_id=award.badge_id, about_id=award.person_id,
        data={"tier": award.tier} if award.tier else {},
    )  # fmt: skip


def _height(tier: str) -> int:
    return Tier.values.index(tier) if tier in Tier.values else -1
