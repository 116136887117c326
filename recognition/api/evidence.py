"""The facts behind an award or a decision, named as the outside knows them."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from recognition.models import Nomination, Outcome, Thanks, Verification

Fact = tuple[str, int]  # kind and database id, as awards keep them

KINDS = ("nomination", "thanks", "outcome", "verification")


class EvidenceAnswer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    key = serializers.CharField(
        allow_null=True,
        help_text="Of the nomination; `source:key` of the outcome, or of the outcome that was confirmed.",
    )
    by = serializers.CharField(allow_null=True, help_text="Key of who said, gave or confirmed it.")
    at = serializers.DateTimeField()


def named(facts: Iterable[Fact]) -> dict[Fact, dict[str, Any]]:
    """Each known fact in the shape of `EvidenceAnswer`. At most one query a kind."""
    ids: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for kind, pk in facts:
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
