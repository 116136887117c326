"""Who works at Ferrywell: heads, leads and team members, with moves, leavers and two bots."""

from __future__ import annotations

from datetime import date, timedelta

from badges_site.demo.company.model import Company, Employee, TeamPlan, slug
from badges_site.demo.company.names import CULTURES
from badges_site.demo.company.organisation import LEAVES, TEAMS

# Of a hundred people about seven left in the last eighteen months, and six changed teams.
LEAVERS = 0.07
MOVERS = 0.06
# Mean days since the first working day: an eleven-year-old company that has kept growing.
MEAN_SERVICE_DAYS = 1_150
OLDEST_SERVICE_DAYS = 11 * 365

# Of a hundred people about three set the standard of their craft.
MASTERS = 0.03
# And about a third do good work that nobody writes about.
INCONSPICUOUS = 0.36

HEADS = {
    "ferrywell": "Chief Executive",
    "engineering": "Head of Engineering",
    "booking": "Engineering Director, Booking",
    "ports": "Engineering Director, Ports",
    "foundations": "Engineering Director, Foundations",
    "data": "Head of Data",
    "design": "Head of Design",
    "care": "Head of Customer Care",
    "sales": "Head of Sales and Marketing",
    "business": "Head of Business Services",
    "people": "Head of People",
    "field": "Head of Field Operations",
}
# What a team is likely to be praised for; each person gets one or two of them.
THEMES = {
    "code": ("mentor", "critic", "bridge", "quiet"),
    "operations": ("mentor", "quiet", "bridge", "welcome"),
    "papers": ("critic", "bridge", "mentor", "quiet"),
    "cases": ("customer", "customer", "mentor", "welcome"),
    "deals": ("customer", "bridge", "mentor"),
    "tickets": ("quiet", "welcome", "bridge", "mentor"),
    "field": ("customer", "quiet", "mentor"),
}


def plan_teams(company: Company) -> None:
    company.teams = {team.key: team for team in TEAMS}


def hire(company: Company) -> None:
    """Fill every team up to its size. People of the stories are there already and count."""
    for team, title in HEADS.items():
        boss = _head_above(company, team)
        _hire_one(company, team, title, manager=boss, oldest=OLDEST_SERVICE_DAYS, newest=900)
    for leaf in LEAVES:
        _fill(company, leaf)
    _move_some(company)
    _let_some_leave(company)


def _fill(company: Company, team: TeamPlan) -> None:
    lead = _lead_of(company, team)
    here = [p for p in company.humans() if p.team == team.key and p is not lead]
    for person in here:
        person.manager = person.manager or lead.key
    for _ in range(team.size - len(here) - 1):
        title = company.rng.choice(team.titles)
        newest = 30 if title.startswith("Junior") else 45
        oldest = 600 if title.startswith("Junior") else OLDEST_SERVICE_DAYS
        member = _hire_one(company, team.key, title, manager=lead.key, oldest=oldest, newest=newest)
        _shape(company, member, team)


def add_bots(company: Company) -> None:
    for key, name in (("release-bot", "Release Bot"), ("dependency-bot", "Dependency Bot")):
        company.add(Employee(key, name, "delivery-tools", "Automation", "", "UTC", company.day(1500), automated=True))


def _head_above(company: Company, team: str) -> str | None:
    parent = company.teams[team].parent
    return next((p.key for p in company.humans() if p.team == parent and p.title in HEADS.values()), None)


def _lead_of(company: Company, team: TeamPlan) -> Employee:
    lead = next((p for p in company.humans() if p.team == team.key and p.title.endswith("Lead")), None)
    boss = _head_above(company, team.key)
    if lead is None:
        lead = _hire_one(company, team.key, f"{team.name} Lead", manager=boss, oldest=OLDEST_SERVICE_DAYS, newest=500)
        _shape(company, lead, team)
    lead.manager = lead.manager or boss
    return lead


def _hire_one(company: Company, team: str, title: str, *, manager: str | None, oldest: int, newest: int) -> Employee:
    """A person with a name nobody has yet."""
    rng = company.rng
    while True:
        culture = CULTURES[rng.choice(list(CULTURES))]
        given, family = rng.choice(culture.given), rng.choice(culture.family)
        name = f"{family} {given}" if culture.family_first else f"{given} {family}"
        if slug(name) not in company.people:
            break
    home = culture.homes[0 if rng.random() < 0.65 else 1]
    days = min(oldest, newest + int(rng.expovariate(1 / MEAN_SERVICE_DAYS)))
    started = _weekday(company.day(days))
    return company.add(
        Employee(slug(name), name, team, title, *home, started, manager=manager, family_first=culture.family_first)
    )


def _shape(company: Company, person: Employee, team: TeamPlan) -> None:
    rng = company.rng
    person.diligence = rng.lognormvariate(-0.12, 0.5)
    person.warmth = rng.lognormvariate(-0.3, 0.8)
    # Half of a team leaves checking to the others, and thanks go to some far more often than to most.
    person.checks = rng.lognormvariate(0, 1.0) if rng.random() < 0.5 else 0.0
    person.helpful = rng.lognormvariate(0, 1.1)
    themes = THEMES[team.work]
    # About two in five are the kind of colleague that others speak up for again and again.
    count = rng.choices((0, 1, 2), (0.58, 0.32, 0.10))[0]
    person.known_for = tuple(dict.fromkeys(rng.sample(themes, count)))
    if rng.random() < MASTERS:
        person.known_for = ("craft", *person.known_for[:1])
    elif rng.random() < INCONSPICUOUS:
        person.diligence *= 0.35
        person.checks, person.helpful, person.known_for = 0.0, person.helpful * 0.2, ()


def _move_some(company: Company) -> None:
    """Some changed to a team of the same kind of work; the lead of the new team is their manager now."""
    for person in [p for p in company.humans() if p.known_for and not p.in_a_story and not p.title.endswith("Lead")]:
        if company.rng.random() >= MOVERS * 2:
            continue
        work = company.teams[person.team].work
        others = [team for team in LEAVES if team.work == work and team.key != person.team]
        moved = company.day(company.rng.randrange(60, 600))
        if not others or person.started_on >= moved:
            continue
        person.joined_team, person.moved_on = person.team, moved
        person.team = company.rng.choice(others).key
        person.manager = _lead_of(company, company.teams[person.team]).key


def _let_some_leave(company: Company) -> None:
    managers = {person.manager for person in company.people.values()}
    for person in company.humans():
        if person.key in managers or person.in_a_story or company.rng.random() >= LEAVERS:
            continue
        left = company.day(company.rng.randrange(10, 540))
        if left > person.started_on + timedelta(days=90) and (person.moved_on is None or left > person.moved_on):
            person.left_on = left


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
