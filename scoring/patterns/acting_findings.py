"""Which stored findings take weight from what speaks for a person."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from recognition.models import Contribution, Nomination, Person, Thanks, Verification
from scoring.engine.findings import MERGING, WEEKS_A_PERSON, About
from scoring.models import Finding, FindingFact, Ruling, Snooze
from scoring.patterns.private_findings import ABOUT_USAGE


def contested_by(person: Person, code: str) -> list[Finding]:
    """What an appeal against a discount is about; `code` "": everything that holds something back.

    Findings about somebody's use tell one score by its signs (ADR 20), so of weeks that are contested the whole family
    is: else a week that was given back would go on counting nothing by another sign.
    """
    found = acting_on(person, code)
    if code not in ABOUT_USAGE:
        return found
    weeks = FindingFact.objects.filter(finding__in=found, kind=About.USAGE_WEEK).values("fact_id")
    shared = set(
        FindingFact.objects.filter(kind=About.USAGE_WEEK, fact_id__in=weeks).values_list("finding_id", flat=True)
    )
    return [one for one in acting_on(person) if one.code in ABOUT_USAGE and one.pk in shared]


def acting_on(person: Person, code: str = "") -> list[Finding]:
    """Findings that hold now, lower the weight of something that counts for the person, and that nobody lifted.

    `code`: only these. In the order in which they were found.
    """
    authored = Contribution.objects.filter(person=person).values("outcome_id")
    verified = Verification.objects.filter(Q(outcome_id__in=authored) | Q(verifier=person))
    first_week = person.pk * WEEKS_A_PERSON
    facts = FindingFact.objects.filter(
        Q(kind=About.NOMINATION, fact_id__in=Nomination.objects.filter(nominee=person).values("pk"))
        | Q(kind=About.THANKS, fact_id__in=Thanks.objects.filter(receiver=person).values("pk"))
        | Q(kind=About.OUTCOME, fact_id__in=authored)
        | Q(kind=About.VERIFICATION, fact_id__in=verified.order_by().values("pk"))
        | Q(kind=About.USAGE_WEEK, fact_id__gte=first_week, fact_id__lt=first_week + WEEKS_A_PERSON)
    )
    found = holding().filter(pk__in=facts.values("finding_id"))
    return list((found.filter(code=code) if code else found).order_by("recorded_at", "pk"))


def holding() -> QuerySet[Finding]:
    """Findings that hold now, whoever they are about, take weight from something, and that nobody lifted."""
    newest = Ruling.objects.filter(finding_key=OuterRef("key")).order_by("-at", "-id").values("verdict")[:1]
    snoozed = Snooze.objects.filter(code=OuterRef("code"), person__findings=OuterRef("pk"), ended_at__isnull=True)
    return (
        Finding.objects.filter(Q(factor__lt=1) | Q(code__in=MERGING), cleared_at__isnull=True)
        .annotate(verdict=Subquery(newest))
        .filter(Q(verdict__isnull=True) | Q(verdict=Ruling.Verdict.CONFIRMED))
        .exclude(Exists(snoozed))
    )
