"""Which case a finding belongs to: findings of one pattern are looked at together."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_noop

from scoring.engine.findings import FAMILIES
from scoring.facts.id_sets import among
from scoring.models import Case, CaseEvent, Finding

Subject = Case.Subject
State = Case.State

# The case is about the pressure and not about who gave in to it; or about a number, and about nobody.
SUBJECTS = {"N05": Subject.PRESSURE, "N08": Subject.THRESHOLD, "U05": Subject.THRESHOLD}


def note(case: Case, kind: str, text: str = "") -> None:
    """A step that the sweep made."""
    CaseEvent.objects.create(case=case, kind=kind, text=text[:500])


def case_for(finding: Finding, people: Iterable[int]) -> Case | None:
    """The case in which this finding is looked at; None where it only informs, or holds and ends by itself.

    That of its key, where there was one; else an open case of the same family and subject about most of the same
    people (ADR 26); else a new one. A case that was confirmed or cleared opens again: there is more to look at.
    """
    if finding.severity in (Finding.Severity.INFORM, Finding.Severity.HOLD):
        return None
    involved = set(people)
    before = Finding.objects.filter(key=finding.key, case__isnull=False).select_related("case").order_by("-pk").first()
    case = before.case if before is not None else None
    if case is None:
        case = _open_case(finding, involved)
    elif case.state in (State.CLEARED, State.CONFIRMED):
        case.state, case.closed_at = State.OPEN, None
        case.save(update_fields=["state", "closed_at"])
        note(case, "reopened", finding.sentence)
    if case is None:
        case = Case.objects.create(
            key=f"c-{secrets.token_hex(8)}", family=FAMILIES[finding.code[0]], subject=subject_of(finding.code)
        )
        note(case, "opened", finding.sentence)
    elif before is None:
        note(case, "joined", finding.sentence)
    case.people.add(*involved)
    return case


def subject_of(code: str) -> Subject:
    return SUBJECTS.get(code, Subject.PATTERN)


def close_emptied(case_ids: Iterable[int]) -> int:
    """Close the open cases of which nothing holds any longer; the number of them."""
    holding = Finding.objects.filter(cleared_at__isnull=True, case__isnull=False).values("case_id")
    emptied = list(Case.objects.filter(pk__in=set(case_ids), state=State.OPEN).exclude(pk__in=holding))
    for case in emptied:
        case.state, case.closed_at = State.CLEARED, timezone.now()
        case.save(update_fields=["state", "closed_at"])
        note(case, "cleared", gettext_noop("Nothing of it holds any longer."))
    return len(emptied)


def _open_case(finding: Finding, involved: set[int]) -> Case | None:
    """The one that holds more than half of these people, and the most of them: of two alike, the older one.

    One shared person would string the circles of whoever is in two of them together, case by case.
    """
    cases = Case.objects.filter(state=State.OPEN, family=FAMILIES[finding.code[0]], subject=subject_of(finding.code))
    if not involved:
        return cases.filter(findings__key=finding.key).first()
    alike = cases.filter(people__in=among(involved)).annotate(shared=Count("people"))
    return alike.filter(shared__gt=len(involved) // 2).order_by("-shared", "opened_at", "pk").first()
