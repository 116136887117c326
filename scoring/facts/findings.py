"""Stored findings with what people said of them, as the judge's columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from scoring.engine.facts import FindingRows, Ruled
from scoring.engine.findings import CODES, MERGING, About
from scoring.facts.id_sets import IdSlot, among
from scoring.facts.prepared import fetch
from scoring.facts.sql_columns import code_of, seconds, seconds_if_known
from scoring.models import FindingFact, Ruling, Snooze


def load_findings(
    facts: Mapping[About, Iterable[int]] | None = None, *, known_until: datetime | None = None
) -> FindingRows:
    """Findings about these facts (None: about any), with what was known by `known_until`. One statement.

    Findings that only inform are left out: the judge has no use for them.
    """
    asked = {_slot(kind): some for kind, some in (facts or {}).items()}
    found = fetch(_about, None if facts is None else tuple(facts), asked, known_until)
    if not found:
        return FindingRows()
    kinds, ids, codes, factors, p_values, rulings, holds, at, numbers = zip(*found, strict=True)
    whole = (np.array(column, np.int64) for column in (kinds, ids, codes, rulings, holds, at, numbers))
    about_kind, about_id, code, ruling, hold_until, seen_at, finding = whole
    return FindingRows(
        about_kind, about_id, code, np.array(factors, np.float64), np.array(p_values, np.float64),
        ruling, hold_until, seen_at, finding,
    )  # fmt: skip


def _about(kinds: tuple[About, ...] | None, known_until: datetime | None) -> QuerySet[Any, Any]:
    """About facts of these kinds, with a slot of ids each; None: about any.

    A union: one look at an index each. Of ids alone: what is said of a finding is long, and is asked once.
    """
    rows = _standing(known_until)
    if kinds is None:
        return _columns(rows)
    about = FindingFact.objects.order_by().values("pk")
    first, *others = (about.filter(kind=kind, fact_id__in=among(_slot(kind))) for kind in kinds)
    return _columns(rows.filter(pk__in=first.union(*others)))


def _slot(kind: About) -> IdSlot:
    return IdSlot(f"about {kind.name}")


def _standing(known_until: datetime | None) -> QuerySet[FindingFact]:
    acting = Q(finding__factor__lt=1) | Q(finding__code__in=MERGING)
    rulings = Ruling.objects.filter(finding_key=OuterRef("finding__key")).order_by("-at", "-id")
    # Any person of the finding: a snooze is for all findings of that code that concern the person.
    snoozes = Snooze.objects.filter(code=OuterRef("finding__code"), person__findings=OuterRef("finding_id"))
    if known_until is None:
        now = Q(finding__cleared_at__isnull=True)
        snoozes = snoozes.filter(ended_at__isnull=True)
    else:
        now = Q(finding__cleared_at__isnull=True) | Q(finding__cleared_at__gt=known_until)
        now &= Q(finding__recorded_at__lte=known_until)
        rulings = rulings.filter(at__lte=known_until)
        snoozes = snoozes.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=known_until), at__lte=known_until)
    # One look for the newest ruling: what it says, and when it was given. A confirmation holds for what was
    # named by then.
    rows = FindingFact.objects.filter(acting, now).order_by()
    rows = rows.alias(verdict=Subquery(rulings.values("verdict")[:1]), ruled_at=Subquery(rulings.values("at")[:1]))
    ruled = Case(
        When(Exists(snoozes), then=Value(int(Ruled.SNOOZED))),
        When(verdict=Ruling.Verdict.DISMISSED, then=Value(int(Ruled.DISMISSED))),
        When(verdict=Ruling.Verdict.CONFIRMED, ruled_at__gte=F("named_since"), then=Value(int(Ruled.CONFIRMED))),
        default=Value(int(Ruled.OPEN)),
        output_field=IntegerField(),
    )
    return rows.annotate(ruled=ruled)


def _columns(rows: QuerySet[FindingFact]) -> QuerySet[FindingFact, Any]:
    return rows.values_list(
        "kind", "fact_id", code_of("finding__code", CODES), "finding__factor", "finding__p_value", "ruled",
        seconds_if_known("finding__hold_until"), seconds("finding__at"), "finding_id",
    )  # fmt: skip
