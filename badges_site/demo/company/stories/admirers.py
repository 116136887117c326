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
    first = company.first_day
    while first + timedelta(days=QUARTER_DAYS) <= company.today:
        for giver in members:
            for receiver in members:
                for theme in THEMES:
                    nominate(company, giver, receiver, theme, company.working_day(first, first + timedelta(days=80)))
        first += timedelta(days=QUARTER_DAYS)


STORY = Story(
    KEY,
    "Five mutual admirers: they nominate each other every quarter. To a third person they are one voice.",
    join,
    tell,
)
