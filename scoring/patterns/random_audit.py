"""A look by lot at what nobody flagged, so that the program knows how much its detectors miss."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from django.db import transaction
from django.utils import timezone

from recognition.models import Award
from scoring.engine.findings import About
from scoring.models import AuditSample, Finding, FindingFact

# One in a hundred, and never none: a small company learns too, only slower.
SHARE = 0.01
LEAST = 1
# 95 % of such intervals hold the true share.
Z = 1.959964
KINDS = {"nomination": About.NOMINATION, "thanks": About.THANKS, "outcome": About.OUTCOME,
         "verification": About.VERIFICATION}  # fmt: skip


@transaction.atomic
def draw(week: date, *, seed: str = "plaudit") -> list[AuditSample]:
    """Draw among the unflagged awards that were given in the week of this day; repeated, it draws nothing more.

    Where none was given in that week, all that were not looked at yet are in the pot. The lot hangs on the seed,
    the week and the award only: whoever knows them can draw again and compare.
    """
    monday = week - timedelta(days=week.weekday())
    if AuditSample.objects.filter(week=monday).exists():
        return []
    start = timezone.make_aware(datetime.combine(monday, time()))
    waiting = Award.objects.filter(
        status=Award.Status.ACTIVE, rule_version__isnull=False, audit_sample__isnull=True, declined_at__isnull=True
    )
    of_week = _unflagged(waiting.filter(given_at__gte=start, given_at__lt=start + timedelta(days=7)))
    pot = of_week or _unflagged(waiting.filter(given_at__lt=start + timedelta(days=7)))
    number = max(LEAST, math.ceil(SHARE * len(pot)))
    chosen = sorted(pot, key=lambda award: _lot(seed, monday, award))[:number]
    return [AuditSample.objects.create(award=award, week=monday) for award in chosen]


@dataclass(frozen=True)
class Estimate:
    """Share of unflagged awards that should have been seen, with a 95 % interval (Wilson); in [0, 1]."""

    judged: int
    missed: int
    share: float
    low: float
    high: float


def miss_rate() -> Estimate:
    """Of all samples judged so far. With none: not known, so anything between 0 and 1."""
    verdicts = list(AuditSample.objects.exclude(verdict="").values_list("verdict", flat=True))
    return wilson(verdicts.count(AuditSample.Verdict.MISSED), len(verdicts))


def wilson(missed: int, judged: int) -> Estimate:
    if not judged:
        return Estimate(0, 0, 0.0, 0.0, 1.0)
    share = missed / judged
    whole = 1 + Z * Z / judged
    middle = (share + Z * Z / (2 * judged)) / whole
    half = Z * math.sqrt(share * (1 - share) / judged + Z * Z / (4 * judged * judged)) / whole
    # At the ends the interval touches 0 or 1 exactly; rounding must not leave the share outside of it.
    low = 0.0 if missed == 0 else max(0.0, middle - half)
    high = 1.0 if missed == judged else min(1.0, middle + half)
    return Estimate(judged, missed, share, low, high)


def _unflagged(awards: Iterable[Award]) -> list[Award]:
    """Awards that no finding speaks of: neither of their evidence, nor of their holder."""
    awards = list(awards)
    flagged = set(
        FindingFact.objects.filter(finding__cleared_at__isnull=True, kind__in=KINDS.values()).values_list(
            "kind", "fact_id"
        )
    )
    holders = set(Finding.objects.filter(cleared_at__isnull=True).values_list("people", flat=True))
    return [
        award
        for award in awards
        if award.person_id not in holders
        and flagged.isdisjoint((int(KINDS[e["kind"]]), e["id"]) for e in award.evidence if e["kind"] in KINDS)
    ]


def _lot(seed: str, monday: date, award: Award) -> bytes:
    return blake2b(f"{seed}|{monday.isoformat()}|{award.pk}".encode(), digest_size=16).digest()
