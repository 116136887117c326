"""Which findings and cases a reader may see: none in which they, or one of their reports, stand."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from recognition.models import Person
from scoring.models import Case, Finding
from scoring.patterns.involvement import facts_with


def unconcerned(person: Person) -> tuple[QuerySet[Finding], QuerySet[Case]]:
    """Findings and cases in which neither the person nor one of the person's reports stands."""
    seen = Case.objects.exclude(pk__in=concerning(person).values("pk"))
    findings = Finding.objects.exclude(pk__in=_findings_concerning(person).values("pk"))
    return findings.filter(Q(case=None) | Q(case__in=seen.values("pk"))), seen


def concerning(person: Person) -> QuerySet[Case]:
    """The other way round: cases in which the person or one of the person's reports stands."""
    findings = _findings_concerning(person).exclude(case=None)
    return Case.objects.filter(_stands(person) | Q(pk__in=findings.values("case_id"))).order_by()


def _findings_concerning(person: Person) -> QuerySet[Finding]:
    return Finding.objects.filter(_stands(person) | Q(pk__in=facts_with(person).values("finding_id")))


def _stands(person: Person) -> Q:
    return Q(people=person) | Q(people__manager=person)
