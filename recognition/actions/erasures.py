"""Forgetting a person who has left: asked for by one admin, approved by another one, carried out by a worker.

It cannot be taken back, so nobody does it alone. The audit names the request by its number and never the person.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition import permissions
from recognition.actions import audit
from recognition.actions.refusals import refusal, require, require_plain
from recognition.models import Erasure, Person

MOST_CHARACTERS = 500
State = Erasure.State


@transaction.atomic
def ask(*, by: Person, person: Person, reason: str) -> Erasure:
    """`reason`, such as the number of the person's letter, is for the second admin; it goes with the rest.

    Raises:
        ValidationError: the person still works here, was forgotten already or is asked for already; no reason.
    """
    _require_admin(by)
    reason = reason.strip()
    require_plain(reason, field="reason")
    if not 0 < len(reason) <= MOST_CHARACTERS:
        raise refusal(
            _("Say why, in at most %(most)d characters."), code="reason", field="reason", most=MOST_CHARACTERS
        )
    _require_has_left(person)
    if Erasure.objects.filter(person=person, state=State.DONE).exists():
        raise refusal(_("This person was forgotten already."), code="done")
    try:
        with transaction.atomic():
            erasure = Erasure.objects.create(person=person, reason=reason, asked_by=by)
    except IntegrityError as conflict:
        raise refusal(_("Somebody has asked for this already."), code="open") from conflict
    _record(by, "erasure.ask", erasure)
    return erasure


@transaction.atomic
def approve(*, by: Person, erasure: Erasure) -> Erasure:
    """A worker carries it out within seconds; then nothing leads back.

    Raises:
        ValidationError: decided already, or the person came back meanwhile.
    """
    erasure = _decide(by, erasure, State.APPROVED)
    _record(by, "erasure.approve", erasure)
    return erasure


@transaction.atomic
def decline(*, by: Person, erasure: Erasure) -> Erasure:
    erasure = _decide(by, erasure, State.DECLINED)
    _record(by, "erasure.decline", erasure)
    return erasure


@transaction.atomic
def withdraw(*, by: Person, erasure: Erasure) -> Erasure:
    """Who asked thinks better of it, as long as nobody has approved."""
    require(permissions.may_withdraw_erasure(by, erasure), _("Only who asked for it takes it back."))
    erasure = _waiting(erasure)
    erasure.state, erasure.decided_by, erasure.decided_at = State.WITHDRAWN, by, timezone.now()
    erasure.save(update_fields=["state", "decided_by", "decided_at"])
    _record(by, "erasure.withdraw", erasure)
    return erasure


def _decide(by: Person, erasure: Erasure, state: State) -> Erasure:
    require(permissions.may_decide_erasure(by, erasure), _("A second program admin decides, not who asked for it."))
    erasure = _waiting(erasure)
    if state == State.APPROVED:
        _require_has_left(Person.objects.select_for_update(of=("self",)).get(pk=erasure.person_id))
    erasure.state, erasure.decided_by, erasure.decided_at = state, by, timezone.now()
    erasure.save(update_fields=["state", "decided_by", "decided_at"])
    return erasure


def _waiting(erasure: Erasure) -> Erasure:
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.state != State.WAITING:
        raise refusal(_("This has been decided already."), code="decided")
    return erasure


def _require_has_left(person: Person) -> None:
    if person.is_active:
        raise refusal(_("%(name)s works here: enter the last day first."), code="works_here", name=person.display_name)


def _require_admin(by: Person) -> None:
    require(permissions.may_manage_people(by), _("Only program admins ask for this."))


def _record(by: Person, verb: str, erasure: Erasure) -> None:
    audit.record(by=by, verb=verb, object_kind="erasure", object_key=str(erasure.pk), data={})
