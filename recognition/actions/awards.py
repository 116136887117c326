"""Awards: the judge's steps in bulk, the rulings of people, and what holders do with their own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import notifications
from recognition.actions.actors import By, System, require_person
from recognition.actions.announce import announce
from recognition.actions.award_steps import STEPS_AT_ONCE, AwardStep, HeldByAPersonError, write
from recognition.actions.circumstances import moment
from recognition.actions.refusals import refusal, require, require_plain
from recognition.actions.sentences import require_sentence
from recognition.models import AuditEntry, Award, AwardChange, Badge, Person, Tier
from recognition.models.awards import ACCEPTED, DECLINED, REOPENED
from recognition.signals import awards_changed

__all__ = [
    "AwardStep", "HeldByAPersonError", "accept", "apply", "decide_pending", "decline", "freeze", "grant", "hide", "pin",
    "reopen", "restore", "revoke", "revoked_by", "show", "unfreeze", "unpin",
]  # fmt: skip

Status = Award.Status
# Everybody has been told of a decision: long enough for a slip of the hand, too short to change one's mind.
REOPEN_WITHIN = timedelta(minutes=10)


@transaction.atomic
def apply(*, by: System, steps: Sequence[AwardStep], notify: bool = True) -> int:
    """Let the awards stand as the steps say; the number of awards that changed. The judge's only way to write.

    All or nothing, with a constant number of queries per thousand steps. A step that changes nothing writes
    nothing. `notify=False` is for history that is told late: nobody hears of it. `facts_changed` is not
    sent: the caller knows whose awards moved, and whose `holds` lean on them.

    Raises:
        HeldByAPersonError: steps that would undo what a person did. Nothing was written.
        ValueError: two steps for one person and badge in one batch.
    """
    changed: list[int] = []
    remaining = iter(sorted(steps, key=lambda step: (step.person_id, step.badge_id)))
    while batch := list(islice(remaining, STEPS_AT_ONCE)):
        changed += write(by, batch)
    if changed and notify:
        awards_changed.send(sender=Award, award_ids=changed, reason="award.apply")
    return len(changed)


# --- rulings ------------------------------------------------------------------------------


@transaction.atomic
def grant(*, by: By, person: Person, badge: Badge, reason: str, tier: str = "") -> Award:
    """A steward or admin gives a badge by hand, with a reason that everybody can read."""
    giver = require_person(by)
    message = _("Only stewards of the badge and admins can give it, and not where they are concerned themselves.")
    require(permissions.may_grant_award(giver, person, badge), message)
    require_sentence(reason, field="reason")
    if badge.state != Badge.State.LIVE:
        raise refusal(_("This badge cannot be earned now: choose a live one."), code="not_live", field="badge")
    if not permissions.takes_part(person):
        raise refusal(_("Badges go to people who work here."), code="not_active", field="person")
    _check_tier(tier)
    award = Award.objects.select_for_update().filter(person=person, badge=badge).first()
    if award is not None and award.declined_at is not None:
        raise refusal(_("%(name)s declined this badge."), code="declined", name=person.display_name)
    if award is not None and award.status in (Status.ACTIVE, Status.FROZEN, Status.PENDING):
        raise _already_held(award)
    award = award or Award(person=person, badge=badge, status="")
    before = award.status
    award.given_at, award.expires_at, award.rule_version, award.given_by = timezone.now(), None, None, giver
    award.tier, award.why, award.why_parts, award.evidence = tier, [reason.strip()], [], []
    try:
        with transaction.atomic():
            return _move(award, before, Status.ACTIVE, by, "award.grant", reason)
    except IntegrityError as conflict:  # two clicks at once, or the judge in between: there was no row to lock
        raise _already_held(Award.objects.get(person=person, badge=badge)) from conflict


def _already_held(award: Award) -> ValidationError:
    return refusal(
        _("%(name)s already has this badge (%(status)s)."), code="already_held",
        name=award.person.display_name, status=award.get_status_display(),
    )  # fmt: skip


@transaction.atomic
def decide_pending(*, by: By, award: Award, approve: bool, reason: str, at: datetime | None = None) -> Award:
    """A steward approves what the rule leaves to the panel, or returns it with a reason. The demo alone gives `at`."""
    person, at = require_person(by), moment(at)
    award = _lock(award)
    # Before its state is looked at: whether it waits is not for everybody to find out.
    _require_panel(person, award)
    _require_status(award, Status.PENDING)
    _check_reason(reason)
    since = award.given_at
    if approve:
        award.given_at, award.given_by = at, person
        return _move(award, Status.PENDING, Status.ACTIVE, by, "award.approve", reason, at=at, waited_since=since)
    # Returned: the judge must not put it before the panel again by itself; a steward can grant it later.
    return _move(award, Status.PENDING, Status.REVOKED, by, "award.return", reason, at=at, waited_since=since)


@transaction.atomic
def reopen(*, by: By, award: Award) -> Award:
    """Take an own decision of the panel back while it is fresh: it waits again, since when it waited before."""
    person = require_person(by)
    award = _lock(award)
    last = award.changes.order_by("-at", "-id").first()
    if last is None or last.by_id != person.pk or Status.PENDING not in (last.from_status, last.to_status):
        raise PermissionDenied(_("Only who decided for the panel can take that back."))
    _require_status(award, Status.ACTIVE, Status.REVOKED)
    if timezone.now() - last.at > REOPEN_WITHIN:
        raise refusal(_("This was decided too long ago: the person has read it. Nothing was changed."), code="too_late")
    act = _acts(award).filter(verb__in=("award.approve", "award.return")).order_by("-number").first()
    if act is not None and "waited_since" in act.data:
        award.given_at = datetime.fromisoformat(act.data["waited_since"])
    # As when it was decided: a role may have ended since, or a word for the person been said.
    _require_panel(person, award)
    award.given_by = None
    notifications.take_back_about(
        kinds=("award_given", "award_returned", "my_word_led_to_award", "my_word_returned"), award=award, since=last.at
    )
    return _move(award, award.status, Status.PENDING, by, "award.reopen", REOPENED)


def _require_panel(person: Person, award: Award) -> None:
    message = _("Only this badge's stewards can decide, and not where they spoke for the person or are the person.")
    require(permissions.may_decide_pending(person, award), message)


@transaction.atomic
def revoke(*, by: By, seconded_by: Person, award: Award, reason: str) -> Award:
    """Two permitted people together end an award; the holder can read why."""
    first = require_person(by)
    award = _lock(award)
    require(first.pk != seconded_by.pk, _("Revoking needs a second person."))
    message = _("Only reviewers, admins and stewards can revoke, and not where they are concerned themselves.")
    for person in (first, seconded_by):
        require(permissions.may_revoke(person, award), message)
    _require_status(award, Status.ACTIVE, Status.FROZEN, Status.LAPSED)
    require_sentence(reason, field="reason")
    return _move(award, award.status, Status.REVOKED, by, "award.revoke", reason, seconded_by=seconded_by)


@transaction.atomic
def freeze(*, by: By, award: Award, reason: str) -> Award:
    """Put it under review; nothing is lost."""
    person = require_person(by)
    require(permissions.may_freeze(person, award), _("Only reviewers, admins and this badge's stewards can do this."))
    award = _locked(award, Status.ACTIVE)
    _check_reason(reason)
    return _move(award, Status.ACTIVE, Status.FROZEN, by, "award.freeze", reason)


@transaction.atomic
def unfreeze(*, by: By, award: Award, reason: str) -> Award:
    """The review found nothing: it stands as before."""
    person = require_person(by)
    # Before its state is looked at: whether it is under review is not for everybody to find out.
    require(permissions.may_freeze(person, award), _("Only reviewers, admins and this badge's stewards can do this."))
    award = _locked(award, Status.FROZEN)
    _check_reason(reason)
    return _move(award, Status.FROZEN, Status.ACTIVE, by, "award.unfreeze", reason)


@transaction.atomic
def restore(*, by: By, award: Award, reason: str) -> Award:
    """Take a revocation back: it stands as it was given. Never by one of the two who revoked it."""
    person = require_person(by)
    require(permissions.may_freeze(person, award), _("Only reviewers, admins and this badge's stewards can do this."))
    award = _locked(award, Status.REVOKED)
    require(not revoked_by(award, person), _("Who revoked it cannot decide about that again."))
    require_sentence(reason, field="reason")
    return _move(award, Status.REVOKED, Status.ACTIVE, by, "award.restore", reason)


def revoked_by(award: Award, person: Person) -> bool:
    """Whether this person had a part in ending it, alone or as the second."""
    last = _acts(award).filter(verb__in=("award.revoke", "award.return")).order_by("-number").first()
    return last is not None and person.key in (last.actor, last.data.get("seconded_by"))


# --- the holder's own -----------------------------------------------------------------------


@transaction.atomic
def decline(*, by: By, award: Award) -> Award:
    """The holder does not want it; the judge will not give it again."""
    award = _own(by, award)
    if award.declined_at is not None:
        raise refusal(_("You already declined this badge."), code="already_declined")
    if award.status == Status.REVOKED:
        raise refusal(_("This badge was revoked; there is nothing to decline."), code="revoked")
    award.declined_at, award.pinned = timezone.now(), False
    return _move(award, award.status, Status.LAPSED, by, "award.decline", DECLINED)


@transaction.atomic
def accept(*, by: By, award: Award) -> Award:
    """The holder wants it after all: it stands as before they declined, and the judge looks again."""
    award = _own(by, award)
    if award.declined_at is None:
        raise refusal(_("You did not decline this badge."), code="not_declined")
    last = award.changes.order_by("-at", "-id").first()
    before = last.from_status if last is not None and last.to_status == award.status else ""
    award.declined_at = None
    return _move(award, award.status, before or Status.LAPSED, by, "award.accept", ACCEPTED)


def hide(*, by: By, award: Award) -> Award:
    """Keep it, and show it to nobody else."""
    return _show(by, award, "award.hide", hidden=True, pinned=False)


def show(*, by: By, award: Award) -> Award:
    return _show(by, award, "award.show", hidden=False)


def pin(*, by: By, award: Award) -> Award:
    """Show it first on the profile."""
    return _show(by, award, "award.pin", pinned=True, hidden=False)


def unpin(*, by: By, award: Award) -> Award:
    return _show(by, award, "award.unpin", pinned=False)


@transaction.atomic
def _show(by: By, award: Award, verb: str, **how: bool) -> Award:
    award = _own(by, award)
    for name, value in how.items():
        setattr(award, name, value)
    award.save(update_fields=list(how))
    announce(award, by=by, verb=verb, key=_key(award), data=how)
    return award


# --- shared ---------------------------------------------------------------------------------


def _own(by: By, award: Award) -> Award:
    person = require_person(by)
    require(permissions.may_change_own(person, award), _("Only the holder can do this."))
    return _lock(award)


def _lock(award: Award) -> Award:
    return Award.objects.select_for_update(of=("self",)).select_related("badge", "person").get(pk=award.pk)


def _locked(award: Award, *allowed: str) -> Award:
    """The award as it is now, locked; refuses a state from which this step does not lead on."""
    award = _lock(award)
    _require_status(award, *allowed)
    return award


def _require_status(award: Award, *allowed: str) -> None:
    if award.status not in allowed or award.declined_at is not None:
        state = _("declined") if award.declined_at else award.get_status_display()
        raise refusal(_("This award is “%(status)s”: that does not apply."), code="wrong_status", status=state)


def _check_reason(reason: str) -> None:
    require_plain(reason, field="reason")
    if len(reason.strip()) < 10:
        raise refusal(_("Give a reason that the person can understand."), code="too_short", field="reason")


def _check_tier(tier: str) -> None:
    if tier and tier not in Tier.values:
        raise refusal(_("There is no such tier."), code="unknown_tier", field="tier")


def _move(
    award: Award,
    before: str,
    after: str,
    by: By,
    verb: str,
    reason: str,
    *,
    at: datetime | None = None,
    seconded_by: Person | None = None,
    **more: Any,
) -> Award:
    """Save the award in its new state, with its history, the audit and word to the listeners."""
    change = AwardChange(
        from_status=before, to_status=after, from_tier=award.tier if before else "", to_tier=award.tier,
        at=at or timezone.now(), by=require_person(by), reason=reason.strip(),
    )  # fmt: skip
    change.clean_fields(exclude={"award", "by"})
    award.status = after
    award.save()
    change.award = award
    change.save(force_insert=True)
    announce(
        award, by=by, verb=verb, key=_key(award), person_ids={award.person_id},
        data={
            "from": before, "to": after, "tier": award.tier, "reason": change.reason,
            "seconded_by": seconded_by.key if seconded_by else None, **more,
        },
    )  # fmt: skip
    awards_changed.send(sender=Award, award_ids=[award.pk], reason=verb)
    return award


def _key(award: Award) -> str:
    return f"{award.person.key}/{award.badge.slug}"


def _acts(award: Award) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(object_kind="award", object_key=_key(award))
