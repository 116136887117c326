"""Which findings and cases a reader may see: none in which they, or one of their reports, stand."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from recognition.models import Person
from scoring.facts.id_sets import among
from scoring.models import Case, Finding
from scoring.patterns.involvement import facts_with


def unconcerned_cases(person: Person) -> QuerySet[Case]:
    """Cases in which neither the person nor one of the person's reports stands.

    One statement asks for those in which they do: few, and a page of cases would ask for them four times.
    """
    return Case.objects.exclude(pk__in=among(concerning(person).values_list("pk", flat=True)))


def unconcerned_findings(person: Person) -> QuerySet[Finding]:
    """Findings in which neither the person nor one of the person's reports stands, nor in the case they belong to."""
    findings = Finding.objects.exclude(pk__in=_findings_concerning(person).values("pk"))
    return findings.filter(Q(case=None) | Q(case__in=unconcerned_cases(person).values("pk")))


def concerning(person: Person) -> QuerySet[Case]:
    """The other way round: cases in which the person or one of the person's reports stands."""
    findings = _findings_concerning(person).exclude(case=None)
    return Case.objects.filter(_stands(person) | Q(pk__in=findings.values("case_id"))).order_by()


def _findings_concerning(person: Person) -> QuerySet[Finding]:
    return Finding.objects.filter(_stands(person) | Q(pk__in=facts_with(person).values("finding_id")))


def _stands(person: Person) -> Q:
    return Q(people=person) | Q(people__manager=person)
