"""One case, with its facts, and who could look at it."""

from __future__ import annotations

from dataclasses import dataclass

from recognition.models import Person, Role
from scoring import permissions
from scoring.models import Appeal, Case, CaseEvent, Finding
from scoring.patterns.involvement import involved_in
from scoring.patterns.private_findings import for_reviewers
from scoring.queries.casework.events import events_of
from scoring.queries.casework.exchanges import Exchange, exchanges_of
from scoring.queries.casework.graph import Graph, graph_of
from scoring.queries.casework.links import appeals_about
from scoring.queries.casework.seen import unconcerned_cases
from scoring.queries.casework.timeline import Timeline, timeline_of

MOST_PEOPLE = 24  # rows on the page: a group of a thousand is no list that anybody reads
MOST_FINDINGS = 50
MOST_REVIEWERS = 100


@dataclass(frozen=True)
class CaseShown:
    """`people`, `findings`: the first of very many, with how many are left out."""

    case: Case
    people: list[Person]
    people_left_out: int
    findings: list[Finding]
    findings_left_out: int
    exchanges: list[Exchange]
    graph: Graph
    timeline: Timeline | None
    events: list[CaseEvent]
    appeals: list[Appeal]


def case_seen_by(reader: Person, key: str) -> Case | None:
    """None where it concerns the reader, or where there is none: the two look alike."""
    seen = unconcerned_cases(reader)
    case = seen.select_related("assigned_to").filter(key=key).first()
    return case if case is not None and permissions.may_see_case(reader, case) else None


def shown(reader: Person, case: Case) -> CaseShown:
    """The case with what holds now; of a case that was cleared, what was seen last."""
    findings = list(for_reviewers(case.findings.filter(cleared_at__isnull=True)).order_by("p_value", "id"))
    if not findings:
        findings = list(for_reviewers(case.findings.all()).order_by("-cleared_at", "-id")[:3])
    exchanges = exchanges_of(fact for finding in findings for fact in finding.evidence)
    people = list(case.people.order_by("display_name", "key")[: MOST_PEOPLE + 1])
    return CaseShown(
        case=case,
        people=people[:MOST_PEOPLE],
        people_left_out=case.people.count() - MOST_PEOPLE if len(people) > MOST_PEOPLE else 0,
        findings=findings[:MOST_FINDINGS],
        findings_left_out=max(0, len(findings) - MOST_FINDINGS),
        exchanges=exchanges,
        graph=graph_of(exchanges),
        timeline=timeline_of(exchanges),
        events=events_of(case),
        appeals=appeals_about(reader, case),
    )


def reviewers_of(case: Case) -> list[Person]:
    """Who may look at it: reviewers who have no part in it, by name."""
    reviewers = Person.objects.active().human().filter(role_grants__role=Role.REVIEWER).distinct()
    concerned = involved_in(case)
    return [
        person for person in reviewers.order_by("display_name", "key")[:MOST_REVIEWERS] if person.pk not in concerned
    ]
