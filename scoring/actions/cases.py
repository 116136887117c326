"""Cases: people look at what detectors saw, and what they say of it is a fact that the judge reads."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recognition.actions import audit, notifications
from recognition.actions.actors import By, person_or_none, require_person
from recognition.actions.refusals import refusal, require, require_plain
from recognition.actions.sentences import require_sentence
from recognition.models import Notification, Person
from scoring import permissions
from scoring.models import Case, CaseEvent, Finding, FindingFact, Ruling
from scoring.patterns.finding_reach import people_reached
from scoring.queue import enqueue, nudge_after_commit

MOST_CHARACTERS = 500  # of a reason


@transaction.atomic
def assign(*, by: By, case: Case, to: Person) -> Case:
    """Who looks at it; anybody who may rule on it."""
    _ruler(by, case)
    require(permissions.may_rule(to, case), _("Only a reviewer who is not involved can look at this case."))
    case = _locked(case)
    case.assigned_to = to
    case.save(update_fields=["assigned_to"])
    _note(case, by, "assigned", to.display_name, {"to": to.key})
    # Who had it before has nothing to do any more, and must not find a message about it.
    notifications.take_back(kinds=["case_handed_over"], subject=case.key)
    notifications.tell([Notification(person=to, kind="case_handed_over", by=person_or_none(by), subject=case.key)])
    return case


@transaction.atomic
def note(*, by: By, case: Case, text: str) -> Case:
    """Something worth knowing for the next one who looks."""
    _ruler(by, case)
    check_reason(text, field="text")
    _note(case, by, "noted", text, {})
    return case


@transaction.atomic
def give_back(*, by: By, case: Case) -> Case:
    """Nobody looks at it any longer: it waits for whoever takes it."""
    _ruler(by, case)
    case = _locked(case)
    case.assigned_to = None
    case.save(update_fields=["assigned_to"])
    _note(case, by, "given_back", "", {})
    notifications.take_back(kinds=["case_handed_over"], subject=case.key)
    return case


@transaction.atomic
def snoozed(*, by: By, case: Case, reason: str) -> Case:
    """Part of what it shows sleeps until a day: said in its history. The snooze itself is an act of its own."""
    _ruler(by, case)
    _note(case, by, "snoozed", reason, {})
    return case


@transaction.atomic
def confirm(*, by: By, case: Case, reason: str) -> Case:
    """It is what it looks like: what was looked at loses the floor under its weight. Takes nothing else away."""
    return _rule(by, case, Ruling.Verdict.CONFIRMED, reason)


@transaction.atomic
def dismiss(*, by: By, case: Case, reason: str) -> Case:
    """A false alarm: everything counts again as if nothing had been seen, now and in later sweeps."""
    return _rule(by, case, Ruling.Verdict.DISMISSED, reason)


@transaction.atomic
def reopen(*, by: By, case: Case, reason: str) -> Case:
    """Look again. What was said stays in force until something else is said."""
    _ruler(by, case)
    check_reason(reason)
    case = _locked(case)
    if case.state == Case.State.OPEN:
        raise refusal(_("This case is open already."), code="open")
    case.state, case.closed_at = Case.State.OPEN, None
    case.save(update_fields=["state", "closed_at"])
    _note(case, by, "reopened", reason, {"reason": reason})
    return case


def rule_on(findings: Iterable[Finding], *, by: Person, verdict: str, reason: str) -> set[int]:
    """Write the ruling on each finding and queue whom it reaches. Runs in its caller's transaction.

    Returns the ids of the people who are judged again. A finding that only informs is ruled on like any other.
    """
    findings = list(findings)
    now = timezone.now()
    Ruling.objects.bulk_create(
        Ruling(case=f.case, finding_key=f.key, verdict=verdict, by=by, reason=reason.strip(), at=now) for f in findings
    )
    facts = FindingFact.objects.filter(finding__in=findings).values_list("kind", "fact_id")
    reached = people_reached(facts)
    if enqueue(reached, reason="finding.ruling"):
        nudge_after_commit()
    return reached


def check_reason(reason: str, *, field: str = "reason") -> None:
    require_sentence(reason, field=field, message=_("Write at least one sentence (%(words)d words) that says why."))
    if len(reason) > MOST_CHARACTERS:
        raise refusal(
            _("Use at most %(most)d characters."), code="too_long", field=field, most=MOST_CHARACTERS
        )  # fmt: skip
    require_plain(reason, field=field)


def _rule(by: By, case: Case, verdict: Ruling.Verdict, reason: str) -> Case:
    reviewer = _ruler(by, case)
    check_reason(reason)
    case = _locked(case)
    if case.state != Case.State.OPEN:
        raise refusal(_("This case is closed: reopen it to rule again."), code="closed")
    findings = list(case.findings.filter(cleared_at__isnull=True))
    if not findings:
        raise refusal(_("Nothing of this case holds any longer."), code="empty")
    rule_on(findings, by=reviewer, verdict=verdict, reason=reason)
    case.state, case.closed_at = Case.State(verdict), timezone.now()
    case.save(update_fields=["state", "closed_at"])
    _note(case, by, verdict, reason, {"reason": reason, "findings": [finding.key for finding in findings]})
    return case


def _ruler(by: By, case: Case) -> Person:
    reviewer = require_person(by)
    message = _("Only integrity reviewers work on cases, and never on one that concerns them or their reports.")
    require(permissions.may_rule(reviewer, case), message)
    return reviewer


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _note(case: Case, by: By, kind: str, text: str, data: dict[str, object]) -> None:
    person = require_person(by)
    CaseEvent.objects.create(case=case, by=person, kind=kind, text=text.strip()[:MOST_CHARACTERS])
    audit.record(by=by, verb=f"case.{kind}", object_kind="case", object_key=case.key, data=data)
