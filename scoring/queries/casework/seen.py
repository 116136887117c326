"""Which findings and cases a reader may see: none in which they, or one of their reports, stand."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from recognition.models import Person
from scoring.models import Case, Finding
from scoring.patterns.involvement import facts_with


def unconcerned(person: Person) -> tuple[QuerySet[Finding], QuerySet[Case]]:
    """Findings and cases in which neither the person nor one of the person's reports stands."""
    stands = Q(people=person) | Q(people__manager=person)
    concerning = Finding.objects.filter(stands | Q(pk__in=facts_with(person).values("finding_id")))
    cases_about = Case.objects.filter(stands | Q(pk__in=concerning.exclude(case=None).values("case_id")))
    seen = Case.objects.exclude(pk__in=cases_about.values("pk"))
    findings = Finding.objects.exclude(pk__in=concerning.values("pk"))
    return findings.filter(Q(case=None) | Q(case__in=seen.values("pk"))), seen
