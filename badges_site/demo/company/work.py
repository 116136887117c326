"""Two years of outcomes: what people did, who confirmed it, and what did not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from badges_site.demo.company.model import Company, Employee, Row
from badges_site.demo.company.words.work import DOCUMENTS, title_of

REVERTED = 0.025  # of changes
UNCHECKED = 0.09  # outcomes that nobody else looked at


@dataclass(frozen=True)
class Habit:
    """One kind of outcome in a year of one person of average diligence."""

    kind: str
    yearly: float
    lines: tuple[float, float] | None = None  # mean and spread of the logarithm of changed lines


HABITS: dict[str, tuple[Habit, ...]] = {
    "code": (
        Habit("change_merged", 24, (3.7, 1.1)), Habit("service_deployed", 3), Habit("document_published", 1.2),
        Habit("incident_resolved", 0.7),
    ),
    "operations": (
        Habit("change_merged", 12, (3.0, 1.0)), Habit("incident_resolved", 5), Habit("service_deployed", 6),
        Habit("document_published", 2),
    ),
    "papers": (Habit("document_published", 8), Habit("ticket_closed", 4)),
    "cases": (Habit("case_solved", 20), Habit("document_published", 1.5)),
    "deals": (Habit("case_solved", 7), Habit("document_published", 2), Habit("ticket_closed", 3)),
    "tickets": (Habit("ticket_closed", 16), Habit("document_published", 2.5)),
    "field": (Habit("ticket_closed", 12), Habit("incident_resolved", 3), Habit("case_solved", 3)),
    "": (Habit("document_published", 3),),
}  # fmt: skip
VERIFIED_AS = {"change_merged": "reviewed", "document_published": "reviewed", "service_deployed": "tested"}


def do_the_work(company: Company) -> None:
    for person in company.humans():
        if not person.in_a_story:
            work_as_usual(company, person)


def work_as_usual(company: Company, person: Employee, share: float = 1.0) -> None:
    """The outcomes of one person, from their first day (or the start of the records) on."""
    first = max(person.started_on, company.first_day)
    last = min(person.left_on or company.today, company.today) - timedelta(days=1)
    years = max(0.0, (last - first).days / 365)
    for habit in HABITS[company.teams[person.team].work]:
        expected = habit.yearly * years * person.diligence * share
        for _ in range(int(expected) + (company.rng.random() < expected % 1)):
            outcome = add_outcome(company, person, habit.kind, company.working_day(first, last), lines=habit.lines)
            check(company, outcome, person)
            if habit.kind == "change_merged" and company.rng.random() < REVERTED:
                revert(company, outcome, person)


def add_outcome(
    company: Company, person: Employee, kind: str, day: date, *,
    lines: tuple[float, float] | None = None, title: str = "", root: str = "",
) -> Row:  # fmt: skip
    """One outcome of one person; about every sixth change belongs to a work item with others."""
    rng = company.rng
    number = len(company.outcomes) + 1
    team = company.teams[person.team_on(day)]
    prefix = "".join(word[0] for word in team.key.split("-")).upper()
    area, thing = _area(company, team.things)
    row: Row = {
        "id": f"{team.key}-{number}",
        "kind": kind,
        "person": person.key,
        "at": company.moment(person, day),
        "area": f"{team.key}/{area}" if area else team.key,
        "root": root or f"{prefix}-{number // 7 * 7 if kind == 'change_merged' and rng.random() < 0.15 else number}",
        "title": title or title_of(rng, kind, team.work, thing),
    }
    if lines is not None:
        size = min(4_000, max(1, int(rng.lognormvariate(*lines))))
        row["lines_deleted"] = int(size * rng.random() * 0.5)
        row["lines_added"] = size - row["lines_deleted"]
        row["files"] = 1 + int(size**0.5 / 4)
        if rng.random() < 0.07:
            row["co_authors"] = [p.key for p in _others(company, person, day)[:1]]
    company.outcomes.append(row)
    return row


def check(company: Company, outcome: Row, author: Employee) -> None:
    """One colleague, sometimes two, confirm it; a tenth is left unchecked."""
    rng = company.rng
    if rng.random() < UNCHECKED:
        return
    day = date.fromisoformat(outcome["at"][:10])
    taken = {author.key, *outcome.get("co_authors", [])}
    for other in _others(company, author, day)[: 1 if rng.random() < 0.7 else 2]:
        if other.key not in taken:
            acknowledge(company, outcome, other.key, author.key, VERIFIED_AS.get(outcome["kind"], "acked"))


def acknowledge(company: Company, outcome: Row, giver: str, receiver: str, kind: str) -> None:
    company.acknowledgements.append(
        {"outcome": outcome["id"], "from": giver, "to": receiver, "kind": kind, "at": outcome["at"]}
    )


def revert(company: Company, outcome: Row, author: Employee, days: int | None = None) -> None:
    """The change is taken back some days later by a colleague."""
    day = date.fromisoformat(outcome["at"][:10]) + timedelta(days=days or company.rng.randrange(1, 20))
    by = next(iter(_others(company, author, day)), None)
    if by is None or day >= company.today:
        return
    back = add_outcome(
        company, by, "change_reverted", day, title=f"Take back: {outcome['title']}", root=outcome["root"]
    )
    back["at"] = max(back["at"], outcome["at"])
    back["reverts"] = outcome["id"]
    outcome["reverted_by"], outcome["reverted_at"] = back["id"], back["at"]


def _area(company: Company, things: tuple[str, ...]) -> tuple[str, str]:
    if not things:
        return "", company.rng.choice(DOCUMENTS)
    thing = company.rng.choice(things)
    return thing.removeprefix("the ").replace(" ", "-").lower(), thing


def _others(company: Company, person: Employee, day: date) -> list[Employee]:
    """Up to three who look at others' work, the habitual ones first: of the team, now and then of the department."""
    team = person.team_on(day)
    near = [p for p in company.colleagues(team, day) if p is not person and p.checks and not p.in_a_story]
    if not near or company.rng.random() < 0.2:
        department = company.department(team)
        near = [
            p for p in company.humans()
            if company.department(p.team) == department and p is not person and p.checks and p.works_on(day)
        ]  # fmt: skip
    if not near:
        return []
    drawn = company.rng.choices(near, [p.checks for p in near], k=3)
    return list({p.key: p for p in drawn}.values())
