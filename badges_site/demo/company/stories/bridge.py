"""Noor is in research and at home in every team: voices from many corners of the tree."""

from __future__ import annotations

from badges_site.demo.company.model import Company
from badges_site.demo.company.praise import nominate, thank
from badges_site.demo.company.stories.story import Story, joins

KEY = "noor.van.den.berg"
TEAMS = (
    "gangway",
    "care-europe",
    "berth",
    "field-north",
    "analytics",
    "onboarding",
    "legal",
    "passage-mobile",
    "sales-ports",
)


def join(company: Company) -> None:
    joins(
        company,
        KEY,
        "Noor van den Berg",
        "research",
        "Senior User Researcher",
        ("Rotterdam", "Europe/Amsterdam"),
        1400,
        diligence=1.4,
    )


def tell(company: Company) -> None:
    noor = company.people[KEY]
    spoke: set[str] = set()
    for turn, days_ago in enumerate((320, 255, 180, 120, 75, 30)):
        for team in (TEAMS[turn % len(TEAMS)], TEAMS[(turn + 4) % len(TEAMS)], TEAMS[(turn + 7) % len(TEAMS)]):
            day = company.working_day(company.day(days_ago + 12), company.day(days_ago))
            givers = [p for p in company.colleagues(team, day) if not p.in_a_story and p.key not in spoke]
            if len(givers) > 1:
                giver, helper = company.rng.sample(givers, 2)
                nominate(company, giver, noor, "bridge", day)
                thank(company, noor, helper, day)
                spoke |= {giver.key, helper.key}


STORY = Story(KEY, "A bridge: nominated by people of nine teams in five departments.", join, tell)
