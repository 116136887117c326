"""Snoozes: for one person, findings of one kind do nothing until a date."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import audit
from recognition.actions.actors import By, require_person
from recognition.actions.refusals import refusal, require
from recognition.models import Person
from scoring import permissions
from scoring.actions import cases
from scoring.actions.cases import check_reason
from scoring.engine.findings import CODES
from scoring.models import Case, Snooze
from scoring.patterns.private_findings import for_reviewers
from scoring.patterns.snoozes import reached_by
from scoring.queue import enqueue, nudge_after_commit

LONGEST = timedelta(days=366)


@transaction.atomic
def begin(*, by: By, person: Person, code: str, until: datetime, reason: str, case: Case | None = None) -> Snooze:
    """Lift all findings of this code that concern the person, until `until`; the others in them profit as well.

    `case`: in whose history it stands, where a case led to it. It must show such a finding about the person.
    """
    reviewer = _reviewer(by, person)
    check_reason(reason)
    now = timezone.now()
    if code not in CODES:
        raise refusal(
            _("There is no finding %(name)s: choose one of %(known)s."), code="unknown_code", field="code",
            name=code, known=", ".join(CODES),
        )  # fmt: skip
    if not now < until <= now + LONGEST:
        raise refusal(_("Give a date within a year from now."), code="out_of_range", field="until")
    if case is not None:
        _require_shown(case, person, code)
    if Snooze.objects.filter(person=person, code=code, ended_at__isnull=True).exists():
        raise refusal(_("It is snoozed already: end that first."), code="already_snoozed")
    snooze = Snooze.objects.create(
        person=person, code=code, until=until, by=reviewer, reason=reason.strip(), at=now
    )  # fmt: skip
    if case is not None:
        cases.snoozed(by=by, case=case, reason=reason)
    _tell(snooze, by, "snooze.begin")
    return snooze


@transaction.atomic
def end(*, by: By, snooze: Snooze) -> Snooze:
    """Before its date."""
    _reviewer(by, snooze.person)
    snooze = Snooze.objects.select_for_update(of=("self",)).get(pk=snooze.pk)
    if snooze.ended_at is not None:
        raise refusal(_("This snooze is over."), code="over")
    snooze.ended_at = timezone.now()
    snooze.save(update_fields=["ended_at"])
    _tell(snooze, by, "snooze.end")
    return snooze


def _reviewer(by: By, person: Person) -> Person:
    reviewer = require_person(by)
    message = _("Only integrity reviewers snooze findings, and not about themselves or their reports.")
    require(permissions.may_snooze(reviewer, person), message)
    return reviewer


def _require_shown(case: Case, person: Person, code: str) -> None:
    shown = for_reviewers(case.findings.filter(cleared_at__isnull=True, code=code, people=person))
    if not shown.exists():
        raise refusal(
            _("This case shows nothing of the kind about %(name)s: choose what it shows about them."),
            code="not_in_the_case", field="code", name=person.display_name,
        )  # fmt: skip


def _tell(snooze: Snooze, by: By, verb: str) -> None:
    if enqueue(reached_by(snooze), reason="finding.snooze"):
        nudge_after_commit()
    audit.record(
        by=by, verb=verb, object_kind="snooze", object_key=f"{snooze.person.key}/{snooze.code}",
        data={"until": snooze.until, "reason": snooze.reason},
    )  # fmt: skip
