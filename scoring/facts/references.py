"""Facts as files outside name them: by keys, people and times, never by a number of this database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from recognition.models import Nomination, Outcome, Thanks, Verification
from scoring.facts.id_sets import among

Fact = tuple[str, int]  # kind and database id, as awards and findings keep them
Reference = dict[str, Any]


def references(facts: Iterable[Fact]) -> dict[Fact, Reference]:
    """Nominations and outcomes by key; thanks and verifications, which have none, by who, whom and when.

    Shapes: `{kind, id}`, `{kind: thanks, said, by, to, at}`, `{kind: verification, said, by, of, at}`. At most one
    query a kind. A fact that is not there any more has no reference.
    """
    ids: dict[str, set[int]] = {}
    for kind, pk in facts:
        ids.setdefault(kind, set()).add(pk)
    return {(kind, pk): row for kind, wanted in ids.items() if kind in _ROWS for pk, row in _ROWS[kind](wanted)}


def iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _nominations(ids: set[int]) -> Iterator[tuple[int, Reference]]:
    for pk, key in Nomination.objects.filter(pk__in=among(ids)).values_list("pk", "key"):
        yield pk, {"kind": "nomination", "id": key}


def _outcomes(ids: set[int]) -> Iterator[tuple[int, Reference]]:
    for pk, source, key in Outcome.objects.filter(pk__in=among(ids)).values_list("pk", "source", "key"):
        yield pk, {"kind": "outcome", "id": f"{source}:{key}"}


def _thanks(ids: set[int]) -> Iterator[tuple[int, Reference]]:
    given = Thanks.objects.filter(pk__in=among(ids)).values_list("pk", "kind", "giver__key", "receiver__key", "at")
    for pk, said, by, to, at in given:
        yield pk, {"kind": "thanks", "said": said, "by": by, "to": to, "at": iso(at)}


def _verifications(ids: set[int]) -> Iterator[tuple[int, Reference]]:
    given = Verification.objects.filter(pk__in=among(ids))
    columns = ("pk", "kind", "verifier__key", "outcome__source", "outcome__key", "at")
    for pk, said, by, source, key, at in given.values_list(*columns):
        yield pk, {"kind": "verification", "said": said, "by": by, "of": f"{source}:{key}", "at": iso(at)}


_ROWS = {"nomination": _nominations, "outcome": _outcomes, "thanks": _thanks, "verification": _verifications}
