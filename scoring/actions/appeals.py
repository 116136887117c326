"""Appeals: a person contests what was decided about them, and somebody who was not involved rules on it."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions as recognition_permissions
from recognition.actions import audit, awards, notifications
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal, require
from recognition.models import AuditEntry, Award, Badge, Notification, Person
from scoring import permissions
from scoring.actions.cases import check_reason, rule_on
from scoring.models import Appeal, Finding, FindingFact, Ruling
from scoring.patterns.acting_findings import acting_on, contested_by
from scoring.patterns.involvement import people_in

Against = Appeal.Against
State = Appeal.State
UNDER_REVIEW_OR_GONE = (Award.Status.FROZEN, Award.Status.REVOKED)


@transaction.atomic
def file(*, by: By, against: str, reason: str, badge: Badge | None = None, code: str = "") -> Appeal:
    """Contest a decision about a badge, a discount by its code, or the review or revocation of an award."""
    person = require_person(by)
    require(recognition_permissions.takes_part(person), _("Only people who work here can appeal."))
    check_reason(reason)
    _check_subject(person, against, badge, code)
    if Appeal.objects.filter(person=person, against=against, badge=badge, code=code, state=State.OPEN).exists():
        raise refusal(_("You have appealed against this already; it is being looked at."), code="already_open")
    appeal = Appeal.objects.create(
        key=f"a-{secrets.token_hex(8)}", person=person, against=against, badge=badge, code=code, reason=reason.strip()
    )
    _record(appeal, by, "appeal.file", {"against": against, "badge": badge.slug if badge else None, "code": code})
    return appeal


@transaction.atomic
def uphold(*, by: By, appeal: Appeal, reason: str) -> Appeal:
    """The person is right: findings are lifted, or the award stands again; the judge decides anew with that."""
    appeal = _open(by, appeal)
    check_reason(reason)
    if appeal.against == Against.AWARD:
        _restore(by, appeal, reason)
    else:
        _lift(by, appeal, reason)
    return _close(by, appeal, State.UPHELD, reason)


@transaction.atomic
def reject(*, by: By, appeal: Appeal, reason: str) -> Appeal:
    """What was decided stands; the person reads why."""
    appeal = _open(by, appeal)
    check_reason(reason)
    if appeal.against == Against.AWARD:
        _check_award_judge(require_person(by), _award(appeal))
    else:
        _check_uninvolved(require_person(by), _contested(appeal))
    return _close(by, appeal, State.REJECTED, reason)


def _check_subject(person: Person, against: str, badge: Badge | None, code: str) -> None:
    if against not in Against.values:
        raise refusal(_("Choose what you appeal against."), code="unknown", field="against")
    if (badge is None) == (against != Against.DISCOUNT):
        raise refusal(_("Name the badge; or the discount's code, where you contest one."), code="badge", field="badge")
    if bool(code) != (against == Against.DISCOUNT):
        raise refusal(_("A code belongs to a discount, and a discount has one."), code="code", field="code")
    if against == Against.DISCOUNT and not acting_on(person, code):
        raise refusal(_("Nothing of yours counts less for this reason."), code="nothing", field="code")
    held = Award.objects.filter(person=person, badge=badge, status__in=UNDER_REVIEW_OR_GONE)
    if against == Against.AWARD and not held.exists():
        raise refusal(_("No award of yours for this badge is under review or revoked."), code="nothing", field="badge")
    if against == Against.DECISION and badge is not None and badge.state != Badge.State.LIVE:
        raise refusal(_("This badge cannot be earned now."), code="not_live", field="badge")


def _contested(appeal: Appeal) -> list[Finding]:
    return contested_by(appeal.person, appeal.code)


def _lift(by: By, appeal: Appeal, reason: str) -> None:
    reviewer, contested = require_person(by), _contested(appeal)
    if not contested:
        raise refusal(
            _("No finding holds anything of this person back. Where the rule misses something, a steward of the badge "
              "can grant it."), code="nothing",
        )  # fmt: skip
    _check_uninvolved(reviewer, contested)
    rule_on(contested, by=reviewer, verdict=Ruling.Verdict.DISMISSED, reason=reason)
    _answer_too(by, appeal, reason)


def _answer_too(by: By, appeal: Appeal, reason: str) -> None:
    """Other discounts that this ruling lifted, and that the person contests as well: else nothing would be left to
    uphold there."""
    waiting = Appeal.objects.select_for_update(of=("self",)).filter(
        person=appeal.person, against=Against.DISCOUNT, state=State.OPEN
    )
    for other in waiting.exclude(pk=appeal.pk).select_related("person"):
        if not acting_on(other.person, other.code):
            _close(by, other, State.UPHELD, reason)


def _check_uninvolved(reviewer: Person, contested: list[Finding]) -> None:
    facts = FindingFact.objects.filter(finding__in=contested).values_list("kind", "fact_id")
    concerned = people_in(facts) | set(Person.objects.filter(findings__in=contested).values_list("pk", flat=True))
    require(reviewer.pk not in concerned, _("You stand in what this appeal is about: somebody else has to decide."))
    ruled = Ruling.objects.filter(finding_key__in=[finding.key for finding in contested], by=reviewer)
    require(not ruled.exists(), _("You ruled on this before: somebody else has to decide."))


def _award(appeal: Appeal) -> Award:
    held = Award.objects.filter(person=appeal.person, badge=appeal.badge).select_related("person", "badge").first()
    if held is None or held.status not in UNDER_REVIEW_OR_GONE:
        raise refusal(_("The award is neither under review nor revoked any more."), code="nothing")
    return held


def _check_award_judge(reviewer: Person, award: Award) -> None:
    require(recognition_permissions.may_freeze(reviewer, award), _("This award concerns you: somebody else decides."))
    key = f"{award.person.key}/{award.badge.slug}"
    last = (
        AuditEntry.objects.filter(object_kind="award", object_key=key, verb="award.freeze").order_by("-number").first()
    )
    froze = award.status == Award.Status.FROZEN and last is not None and last.actor == reviewer.key
    require(not froze and not awards.revoked_by(award, reviewer), _("You ruled on this before: somebody else decides."))


def _restore(by: By, appeal: Appeal, reason: str) -> None:
    award = _award(appeal)
    _check_award_judge(require_person(by), award)
    if award.status == Award.Status.FROZEN:
        awards.unfreeze(by=by, award=award, reason=reason)
    else:
        awards.restore(by=by, award=award, reason=reason)


def _open(by: By, appeal: Appeal) -> Appeal:
    reviewer = require_person(by)
    message = _("Only integrity reviewers decide appeals, and not about themselves or their reports.")
    require(permissions.may_decide_appeal(reviewer, appeal), message)
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("person", "badge").get(pk=appeal.pk)
    if appeal.state != State.OPEN:
        raise refusal(_("This appeal has been decided."), code="decided")
    return appeal


def _close(by: By, appeal: Appeal, state: State, reason: str) -> Appeal:
    appeal.state, appeal.decided_at, appeal.ruling = state, timezone.now(), reason.strip()
    appeal.decided_by = require_person(by)
    appeal.save(update_fields=["state", "decided_at", "ruling", "decided_by"])
    kind = "appeal_upheld" if state == State.UPHELD else "appeal_rejected"
    notifications.tell([Notification(person=appeal.person, kind=kind, badge=appeal.badge, subject=appeal.key)])
    _record(appeal, by, f"appeal.{'uphold' if state == State.UPHELD else 'reject'}", {"reason": appeal.ruling})
    return appeal


def _record(appeal: Appeal, by: By, verb: str, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind="appeal", object_key=appeal.key, data=data)
