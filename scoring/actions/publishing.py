"""Publishing by four eyes, step by step: one admin asks, another approves or declines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit, notifications
from recognition.actions.refusals import refusal, require, require_plain
from recognition.models import Notification, Person, Role, RoleGrant
from scoring.actions import rules
from scoring.models import PublishRequest, RuleVersion

State = PublishRequest.State
MOST_CHARACTERS = 500


@transaction.atomic
def ask(*, by: Person, text: str, note: str) -> PublishRequest:
    """Ask that this rule be published: it is checked and kept as a draft. Asking again gives the open request.

    Raises:
        ValidationError: as `rules.check`, without a note, and when the rule is in force already.
    """
    _check_text(note, "note")
    version = rules.draft(by=by, text=text)
    live = RuleVersion.objects.filter(badge=version.badge, state=RuleVersion.State.LIVE).first()
    if live is not None and (live.digest, live.policy_version) == (version.digest, version.policy_version):
        raise refusal(_("This rule is in force already: change it first."), code="in_force")
    open_one = PublishRequest.objects.filter(version=version, state=State.WAITING).first()
    if open_one is not None:
        return open_one
    if not note.strip():
        raise refusal(_("Say what changes, and why: the second person reads it."), code="required", field="note")
    request = PublishRequest.objects.create(version=version, asked_by=by, note=note)
    _tell(request, "rule_waits", by, _other_admins(by))
    _record(by, "rule.ask", request, {"note": note})
    return request


@transaction.atomic
def approve(*, by: Person, request: PublishRequest) -> RuleVersion:
    """Publish what was asked for, in the name of both. The rule is checked once more as it stands today."""
    request = _waiting(request)
    require(permissions.is_admin(by), _("Only program admins approve rules."))
    require(by.pk != request.asked_by_id, _("A second person approves: ask another admin."))
    version = rules.publish(by=request.asked_by, approved_by=by, text=request.version.source_text)
    _decide(request, State.APPROVED, by, at=version.published_at)
    _tell(request, "rule_approved", by, [request.asked_by_id])
    _record(by, "rule.approve", request, {})
    return version


@transaction.atomic
def decline(*, by: Person, request: PublishRequest, reason: str) -> PublishRequest:
    """Say no, with a reason for who asked. The draft stays."""
    request = _waiting(request)
    require(permissions.is_admin(by), _("Only program admins decline rules."))
    require(by.pk != request.asked_by_id, _("Take your own request back instead of declining it."))
    _check_text(reason, "reason")
    if not reason.strip():
        raise refusal(_("Say why, so that the rule can be mended."), code="required", field="reason")
    _decide(request, State.DECLINED, by, reason=reason)
    _tell(request, "rule_declined", by, [request.asked_by_id])
    _record(by, "rule.decline", request, {"reason": reason})
    return request


@transaction.atomic
def withdraw(*, by: Person, request: PublishRequest) -> PublishRequest:
    """Take the own request back. The draft stays."""
    request = _waiting(request)
    require(by.pk == request.asked_by_id, _("Only who asked takes a request back."))
    _decide(request, State.WITHDRAWN, by)
    _record(by, "rule.withdraw", request, {})
    return request


def _waiting(request: PublishRequest) -> PublishRequest:
    """The request as it is now, locked."""
    found = PublishRequest.objects.select_for_update(of=("self",)).select_related("asked_by", "version__badge")
    current = found.get(pk=request.pk)
    if current.state != State.WAITING:
        raise refusal(_("This request has been decided already."), code="decided")
    return current


def _decide(request: PublishRequest, state: State, by: Person, *, reason: str = "", at: datetime | None = None) -> None:
    request.state, request.decided_by, request.reason = state, by, reason
    request.decided_at = at or timezone.now()
    request.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def _other_admins(asker: Person) -> list[int]:
    grants = RoleGrant.objects.filter(role=Role.ADMIN).exclude(person=asker)
    return list(grants.order_by().values_list("person_id", flat=True).distinct())


def _tell(request: PublishRequest, kind: str, by: Person, people: Iterable[int]) -> None:
    badge = request.version.badge
    notifications.tell(Notification(person_id=person, kind=kind, by=by, badge=badge) for person in people)


def _check_text(text: str, field: str) -> None:
    require_plain(text, field=field)
    if len(text) > MOST_CHARACTERS:
        raise refusal(_("At most %(most)d characters.") % {"most": MOST_CHARACTERS}, code="max_length", field=field)


def _record(by: Person, verb: str, request: PublishRequest, data: dict[str, object]) -> None:
    version = request.version
    audit.record(
        by=by, verb=verb, object_kind="ruleversion", object_key=f"{version.badge.slug}/{version.number}",
        data={"digest": version.digest, **data},
    )  # fmt: skip
