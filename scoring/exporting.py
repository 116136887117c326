"""What the judge knows, as rows for files: see `docs/` and the README for the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from recognition.models import Award
from scoring.facts.references import Fact, Reference, iso, references
from scoring.models import Decision, Finding
from scoring.patterns.private_findings import without_usage

T = TypeVar("T")
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
# What somebody uses is known to them alone: the column is there, and empty, as no decision keeps the number.
PRIVATE_MEASURES = ("credited_weeks",)


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
            "decided_at": iso(decision.decided_at),
        }


def measures() -> Iterator[Row]:
    """What was measured for the current decisions; 0 where a rule does not ask, empty where it is private."""
    for decision in _current_decisions():
        named = {NAMES.get(name, name.replace(".", "_")): value for name, value in decision.measures.items()}
        yield {
            "person": decision.person.key,
            "badge": decision.badge.slug,
            **{name: named.pop(name, 0) for name in MEASURES},
            **dict.fromkeys(PRIVATE_MEASURES),
            "more": named,
        }


def awards() -> Iterator[Row]:
    """Every award in whatever state, by person and badge; facts as `references` names them."""
    rows = Award.objects.select_related("person", "badge").order_by("person__key", "badge__slug")
    for batch in _batches(rows.iterator(chunk_size=AT_ONCE)):
        yield from _awards(batch)


def findings() -> Iterator[Row]:
    """What the last sweep saw and still holds, newest first. For reviewers: it names people, and is no verdict.

    Without findings about somebody's use of tools, which are theirs.
    """
    rows = without_usage(Finding.objects.filter(cleared_at__isnull=True)).order_by("-at", "code", "key")
    rows = rows.prefetch_related("people")
    for batch in _batches(rows.iterator(chunk_size=AT_ONCE)):
        named = references(_facts(finding.evidence for finding in batch))
        for finding in batch:
            yield {
                "code": finding.code,
                "severity": finding.severity,
                "factor": finding.factor,
                "people": sorted(person.key for person in finding.people.all()),
                "at": iso(finding.at),
                "sentence": finding.sentence,
                "numbers": finding.numbers,
                "about": _named(finding.evidence, named),
            }


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
    named = references(_facts(award.evidence for award in batch))
    for award in batch:
        yield {
            "person": award.person.key,
            "badge": award.badge.slug,
            "tier": award.tier,
            "status": award.status,
            "given_at": iso(award.given_at),
            "rule_version": award.rule_version,
            "evidence": _named(award.evidence, named),
        }


def _facts(evidence: Iterable[list[dict[str, Any]]]) -> Iterator[Fact]:
    return ((fact["kind"], fact["id"]) for facts in evidence for fact in facts)


def _named(evidence: list[dict[str, Any]], named: dict[Fact, Reference]) -> list[Reference]:
    facts = ((fact["kind"], fact["id"]) for fact in evidence)
    return [named[fact] for fact in facts if fact in named]


def _batches(rows: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
