"""What the judge knows, as rows for files: see `docs/` and the README for the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from recognition.models import Award, Nomination, Outcome
from scoring.id_sets import among
from scoring.models import Decision

Row = dict[str, Any]
AT_ONCE = 1000

# Measures under the names of the export; others keep theirs with the dot as underscore.
NAMES = {
    "peer_support.support": "support",
    "peer_support.teams": "teams",
    "peer_support.voices": "voices",
    "outcomes.credit": "outcome_credit",
    "outcomes.roots": "roots",
}
MEASURES = ("support", "teams", "voices", "outcome_credit", "roots")


def decisions() -> Iterator[Row]:
    """The current decisions, by person and badge."""
    for decision in _current_decisions():
        yield {
            "person": decision.person.key,
            "badge": decision.badge.slug,
            "rule_version": decision.rule_version.number,
            "eligible": decision.eligible,
            "tier": decision.tier,
            "measures": decision.measures,
            "missing": decision.missing,
            "decided_at": _iso(decision.decided_at),
        }


def measures() -> Iterator[Row]:
    """What was measured for the current decisions; 0 where a rule does not ask."""
    for decision in _current_decisions():
        named = {NAMES.get(name, name.replace(".", "_")): value for name, value in decision.measures.items()}
        yield {
            "person": decision.person.key,
            "badge": decision.badge.slug,
            **{name: named.pop(name, 0) for name in MEASURES},
            "more": named,
        }


def awards() -> Iterator[Row]:
    """Every award in whatever state, by person and badge; outcomes and nominations by their keys."""
    rows = Award.objects.select_related("person", "badge").order_by("person__key", "badge__slug")
    batch: list[Award] = []
    for award in rows.iterator(chunk_size=AT_ONCE):
        batch.append(award)
        if len(batch) == AT_ONCE:
            yield from _awards(batch)
            batch = []
    yield from _awards(batch)


def findings() -> Iterator[Row]:
    """None yet: there are no detectors."""
    return iter(())


EXPORTS: dict[str, Callable[[], Iterator[Row]]] = {
    "decisions": decisions,
    "findings": findings,
    "awards": awards,
    "measures": measures,
}


def _current_decisions() -> Iterator[Decision]:
    rows = Decision.objects.filter(superseded_at__isnull=True).select_related("person", "badge", "rule_version")
    return rows.order_by("person__key", "badge__slug").iterator(chunk_size=AT_ONCE)


def _awards(batch: list[Award]) -> Iterator[Row]:
    keys = _keys(batch)
    for award in batch:
        yield {
            "person": award.person.key,
            "badge": award.badge.slug,
            "tier": award.tier,
            "status": award.status,
            "given_at": _iso(award.given_at),
            "rule_version": award.rule_version,
            "evidence": [{"kind": e["kind"], "id": keys.get((e["kind"], e["id"]), e["id"])} for e in award.evidence],
        }


def _keys(batch: list[Award]) -> dict[tuple[str, Any], str]:
    ids: dict[str, set[int]] = {"nomination": set(), "outcome": set()}
    for award in batch:
        for fact in award.evidence:
            ids.setdefault(fact["kind"], set()).add(fact["id"])
    nominations = Nomination.objects.filter(id__in=among(ids["nomination"])).values_list("id", "key")
    outcomes = Outcome.objects.filter(id__in=among(ids["outcome"])).values_list("id", "source", "key")
    found = {("nomination", pk): key for pk, key in nominations}
    return found | {("outcome", pk): f"{source}:{key}" for pk, source, key in outcomes}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
