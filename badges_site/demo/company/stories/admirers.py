"""Five people of Sales who nominate each other for three badges every quarter, and hardly anybody else."""

from __future__ import annotations

from datetime import timedelta

from badges_site.demo.company.model import Company
from badges_site.demo.company.praise import QUARTER_DAYS, nominate
from badges_site.demo.company.stories.story import Story, joins

THEMES = ("mentor", "bridge", "quiet")
KEY = "marco.bellini"
MEMBERS = (
    (KEY, "Marco Bellini", "sales-lines", ("Genoa", "Europe/Rome")),
    ("chloe.garnier", "Chloé Garnier", "sales-lines", ("Marseille", "Europe/Paris")),
    ("stefan.kruger", "Stefan Kruger", "sales-lines", ("Hamburg", "Europe/Berlin")),
    ("bianca.rusu", "Bianca Rusu", "sales-ports", ("Constanța", "Europe/Bucharest")),
    ("hugo.lindahl", "Hugo Lindahl", "sales-ports", ("Gothenburg", "Europe/Stockholm")),
)


def join(company: Company) -> None:
    for number, (key, name, team, home) in enumerate(MEMBERS):
        joins(
            company,
            key,
            name,
            team,
            "Account Manager",
            home,
            1000 + 37 * number,
            diligence=0.9,
            warmth=0.15,
            helpful=0.1,
        )


def tell(company: Company) -> None:
    members = [company.people[key] for key, *_ in MEMBERS]
    _keep_to_their_own_teams(company)
    first = company.first_day
    while first + timedelta(days=QUARTER_DAYS) <= company.today:
        for giver in members:
            for receiver in members:
                for theme in THEMES:
                    nominate(company, giver, receiver, theme, company.working_day(first, first + timedelta(days=80)))
        first += timedelta(days=QUARTER_DAYS)


def _keep_to_their_own_teams(company: Company) -> None:
    """They confirm work of their own team only, so that on no day chance gives the five much work in common.

    Work in the same places would explain the ring, and then a person decides before anything counts less.
    """
    team_of = {key: team for key, _, team, _ in MEMBERS}
    place = {row["id"]: row["area"].partition("/")[0] for row in company.outcomes}
    company.acknowledgements[:] = [
        row
        for row in company.acknowledgements
        if row["from"] not in team_of or place[row["outcome"]] == team_of[row["from"]]
    ]


STORY = Story(
    KEY,
    "Five mutual admirers: they nominate each other every quarter. To a third person they are one voice.",
    join,
    tell,
)
