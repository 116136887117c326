"""What a badge asked for over the years, for everybody: versions that were in force, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from recognition.models import Badge
from scoring.models import RuleVersion
from scoring.queries.rules.versions import Line, Wording, difference


@dataclass(frozen=True)
class Chapter:
    """One version. `changes` to the one before it, with what stayed left out; the first one says all it asks."""

    number: int
    since: datetime | None
    is_live: bool
    is_first: bool
    changes: Sequence[Line]


def published(badge: Badge) -> QuerySet[RuleVersion]:
    """The newest first. Drafts are nobody's business yet."""
    return RuleVersion.objects.filter(badge=badge).exclude(state=RuleVersion.State.DRAFT).order_by("-number")


def chapters(page: Sequence[RuleVersion], before: RuleVersion | None) -> list[Chapter]:
    """Of versions in falling order, with the one before the last of them. One statement."""
    wording = Wording.now()
    words = [wording.of(version) for version in page] + ([wording.of(before)] if before else [])
    told = []
    for place, version in enumerate(page):
        earlier = words[place + 1] if place + 1 < len(words) else None
        lines = difference(earlier or [], words[place])
        told.append(
            Chapter(
                number=version.number,
                since=version.published_at,
                is_live=version.state == RuleVersion.State.LIVE,
                is_first=earlier is None,
                changes=lines if earlier is None else [line for line in lines if line.kind != "kept"],
            )
        )
    return told
