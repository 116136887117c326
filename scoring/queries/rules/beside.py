"""What stands beside a text that is being written: its verdict, and the last looks at what it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from recognition.models import Badge, Person
from scoring.models import Drill, RulePreview
from scoring.queries.rules.fairness import Dimension, dimensions
from scoring.queries.rules.verdict import Verdict

Row = TypeVar("Row", RulePreview, Drill)
NAMED = 4  # people beside the text; the preview's own page has all of them


@dataclass(frozen=True)
class Named:
    person: Person
    change: dict[str, str]


@dataclass(frozen=True)
class DrillBeside:
    """`through`: (attack, invented people) who would have been given the badge."""

    drill: Drill
    old: bool
    attacks: int
    through: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Beside:
    """`old`: the preview is of an earlier text."""

    preview: RulePreview | None
    old: bool
    named: tuple[Named, ...]
    fairness: tuple[Dimension, ...]
    drill: DrillBeside | None


def beside(badge: Badge, verdict: Verdict) -> Beside:
    """The newest preview and drill of this very text, or else of an earlier one. Five statements at most."""
    preview = _newest(RulePreview.objects.filter(badge=badge), verdict.digest)
    content: dict[str, Any] = (preview.content if preview else None) or {}
    return Beside(
        preview=preview,
        old=preview is not None and preview.digest != verdict.digest,
        named=_named(content),
        fairness=tuple(dimensions(content["fairness"])) if content else (),
        drill=_drill(badge, verdict.digest),
    )


def _newest(rows: QuerySet[Row], digest: str) -> Row | None:
    rows = rows.order_by("-asked_at", "-pk")
    return (rows.filter(digest=digest).first() if digest else None) or rows.first()


def _named(content: dict[str, Any]) -> tuple[Named, ...]:
    changes = content.get("changes", [])[:NAMED]
    people = Person.objects.select_related("team").in_bulk([one["person"] for one in changes], field_name="key")
    return tuple(Named(people[one["person"]], one) for one in changes if one["person"] in people)


def _drill(badge: Badge, digest: str) -> DrillBeside | None:
    drill = _newest(Drill.objects.filter(badge=badge).select_related("report"), digest)
    if drill is None:
        return None
    report = getattr(drill, "report", None)
    results = report.content["results"] if report else []
    won = [(result["sentence"], won) for result in results for won in result["won"] if won["badge"] == badge.slug]
    return DrillBeside(
        drill, drill.digest != digest, len(results), tuple((sentence, one["people"]) for sentence, one in won)
    )
