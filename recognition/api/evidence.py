"""The facts behind an award or a decision, named as the outside knows them."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from recognition.models import Nomination, Outcome, Thanks, Verification

Fact = tuple[str, int]  # kind and database id, as awards keep them

KINDS = ("nomination", "thanks", "outcome", "verification")
# A week in which somebody used a tool is private to them: it is in no award and is named by who keeps usage.
USAGE_WEEK = "usage_week"


class EvidenceAnswer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[(kind, kind) for kind in (*KINDS, USAGE_WEEK)])
    key = serializers.CharField(
        allow_null=True,
        help_text="Of the nomination; `source:key` of the outcome, or of the outcome that was confirmed; else empty.",
    )
    by = serializers.CharField(allow_null=True, help_text="Key of who said, gave or confirmed it.")
    at = serializers.DateTimeField(help_text="When it happened; of a week of usage, its Monday.")


def named(facts: Iterable[Fact]) -> dict[Fact, dict[str, Any]]:
    """Each known fact of KINDS in the shape of `EvidenceAnswer`; others are left out. At most one query a kind."""
    ids: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for kind, pk in facts:
        if kind in ids:
            ids[kind].add(pk)
    rows = [(kind, *row) for kind, wanted in ids.items() if wanted for row in _rows(kind, wanted)]
    return {(kind, pk): {"kind": kind, "key": key, "by": by, "at": at} for kind, pk, key, by, at in rows}


def _rows(kind: str, ids: set[int]) -> list[tuple[int, str | None, str | None, Any]]:
    """Database id, key, who, when."""
    if kind == "nomination":
        said = Nomination.objects.filter(pk__in=ids).order_by("at", "pk")
        return list(said.values_list("pk", "key", "nominator__key", "at"))
    if kind == "thanks":
        thanks = Thanks.objects.filter(pk__in=ids).order_by("at", "pk").values_list("pk", "giver__key", "at")
        return [(pk, None, giver, at) for pk, giver, at in thanks]
    if kind == "outcome":
        outcomes = Outcome.objects.filter(pk__in=ids).order_by("at", "pk").values_list("pk", "source", "key", "at")
        return [(pk, f"{source}:{key}", None, at) for pk, source, key, at in outcomes]
    given = Verification.objects.filter(pk__in=ids).order_by("at", "pk")
    confirmed = given.values_list("pk", "outcome__source", "outcome__key", "verifier__key", "at")
    return [(pk, f"{source}:{key}", verifier, at) for pk, source, key, verifier, at in confirmed]
