"""Findings about somebody's use of tools: private, until the person asks for a reviewer."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from scoring.engine.findings import CODES, FAMILIES, About
from scoring.models import Appeal, Finding, FindingFact

ABOUT_USAGE = tuple(code for code in CODES if FAMILIES[code[0]] == "usage")


def without_usage(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those that may stand in a file: none that tells whose use it saw. What speaks of nobody stays.

    N05 is left out too where it saw the use of a team: its people would stand in the file beside that week.
    """
    weeks = FindingFact.objects.filter(finding=OuterRef("pk"), kind=About.USAGE_WEEK)
    return findings.filter(_of_nobodys_use()).exclude(Exists(weeks))


def for_reviewers(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """None that tells of one person's use, but those that their person contests and waits for an answer about, with
    what else is told of the same weeks: who rules has to see them, and rules on them together. A team's use that looks
    commanded (N05) is shown: its people are the ones to be asked."""
    everything = Appeal.objects.filter(state=Appeal.State.OPEN, code="", person__findings=OuterRef("pk"))
    weeks = FindingFact.objects.filter(finding=OuterRef(OuterRef("pk")), kind=About.USAGE_WEEK).values("fact_id")
    contested = FindingFact.objects.filter(
        kind=About.USAGE_WEEK, fact_id__in=weeks, finding__cleared_at__isnull=True,
        finding__people__appeals__state=Appeal.State.OPEN, finding__people__appeals__code=F("finding__code"),
    )  # fmt: skip
    return findings.filter(_of_nobodys_use() | Exists(everything) | Exists(contested))


def _of_nobodys_use() -> Q:
    somebody = Finding.people.through.objects.filter(finding_id=OuterRef("pk"))
    return ~Q(code__in=ABOUT_USAGE) | ~Q(Exists(somebody))
