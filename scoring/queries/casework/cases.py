"""The inbox and one case."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from recognition.models import Person
from scoring.models import Case, CaseEvent, Finding
from scoring.patterns.private_findings import for_reviewers
from scoring.queries.casework.exchanges import Exchange, exchanges_of
from scoring.queries.casework.graph import Graph, graph_of
from scoring.queries.casework.seen import unconcerned
from scoring.queries.casework.timeline import Timeline, timeline_of


@dataclass(frozen=True)
class CaseShown:
    case: Case
    findings: list[Finding]
    exchanges: list[Exchange]
    graph: Graph
    timeline: Timeline | None
    events: list[CaseEvent]


def inbox(reader: Person, state: str) -> QuerySet[Case]:
    """Cases of that state that do not concern the reader, the most urgent first, with what was seen."""
    _findings, seen = unconcerned(reader)
    current = for_reviewers(Finding.objects.filter(cleared_at__isnull=True)).order_by("p_value", "id")
    return (
        seen.filter(state=state)
        .select_related("assigned_to")
        .prefetch_related("people", Prefetch("findings", current, to_attr="standing"))
        .order_by("-urgency", "-id")
    )


def counts_of(reader: Person) -> dict[str, int]:
    """How many the reader can see in each state. One statement."""
    _findings, seen = unconcerned(reader)
    counted = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in Case.State.values}


def shown(case: Case) -> CaseShown:
    """The case with what holds now; of a case that was cleared, what was seen last."""
    findings = list(for_reviewers(case.findings.filter(cleared_at__isnull=True)).order_by("p_value", "id"))
    if not findings:
        findings = list(for_reviewers(case.findings.all()).order_by("-cleared_at", "-id")[:3])
    exchanges = exchanges_of(findings)
    events = list(case.events.select_related("by"))
    return CaseShown(case, findings, exchanges, graph_of(exchanges), timeline_of(exchanges), events)
