"""What an award stands on, in numbers and months: no names, no words, no titles of work (ADR 0043)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from recognition.models import Award, Nomination, Outcome, Thanks, Verification

# Protocol text: English, whatever the maker reads.
_KINDS = {
    Outcome.Kind.CHANGE_MERGED: ("change merged", "changes merged"),
    Outcome.Kind.CHANGE_REVERTED: ("change taken back", "changes taken back"),
    Outcome.Kind.INCIDENT_RESOLVED: ("incident resolved", "incidents resolved"),
    Outcome.Kind.TICKET_CLOSED: ("ticket closed", "tickets closed"),
    Outcome.Kind.SERVICE_DEPLOYED: ("service deployed", "services deployed"),
    Outcome.Kind.DOCUMENT_PUBLISHED: ("document published", "documents published"),
    Outcome.Kind.CASE_SOLVED: ("customer case solved", "customer cases solved"),
}


def evidence_of(award: Award) -> list[tuple[str, str]]:
    """(name, narrative) for each kind of fact that the award pins; at most four queries."""
    found = []
    if said := _facts(award, "nomination"):
        rows = Nomination.objects.filter(pk__in=said).values_list("at", "nominator_team")
        teams = len({team for _at, team in rows if team is not None})
        of_teams = f" from {_counted(teams, 'team', 'teams')}" if teams else ""
        found.append(("Words of colleagues", f"{_counted(len(rows), 'nomination', 'nominations')}{of_teams}"
                      f"{_months(at for at, _team in rows)}."))  # fmt: skip
    if thanked := _facts(award, "thanks"):
        moments = list(Thanks.objects.filter(pk__in=thanked).values_list("at", flat=True))
        found.append(("Thanks", f"{_counted(len(moments), 'word of thanks', 'words of thanks')}{_months(moments)}."))
    if worked := _facts(award, "outcome"):
        found += _outcomes(worked)
    if confirmed := _facts(award, "verification"):
        moments = list(Verification.objects.filter(pk__in=confirmed).values_list("at", flat=True))
        name = "Work of others confirmed"
        found.append((name, f"{_counted(len(moments), 'confirmation', 'confirmations')}{_months(moments)}."))
    return found


def _facts(award: Award, kind: str) -> list[int]:
    return [fact["id"] for fact in award.evidence if fact.get("kind") == kind]


def _outcomes(keys: list[int]) -> list[tuple[str, str]]:
    by_kind: dict[str, list[datetime]] = {}
    for kind, at in Outcome.objects.filter(pk__in=keys).order_by("kind").values_list("kind", "at"):
        by_kind.setdefault(kind, []).append(at)
    said = [f"{_counted(len(moments), *_KINDS[Outcome.Kind(kind)])}{_months(moments)}"
            for kind, moments in by_kind.items()]  # fmt: skip
    return [("Work that held", "; ".join(said) + ".")] if said else []


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _months(moments: Iterable[datetime]) -> str:
    """ ", March 2026 to May 2026": to the month, since a day can point to a person."""
    ordered = sorted(moment.astimezone(UTC) for moment in moments)
    if not ordered:
        return ""
    first, last = (f"{_MONTHS[moment.month - 1]} {moment.year}" for moment in (ordered[0], ordered[-1]))
    return f", {first}" if first == last else f", {first} to {last}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
