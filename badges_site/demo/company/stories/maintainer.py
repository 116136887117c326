"""Kofi maintains the build tools and thanked fifty people in one quarter, honestly: nobody is silenced for that."""

from __future__ import annotations

from badges_site.demo.company.model import Company
from badges_site.demo.company.praise import nominate, thank
from badges_site.demo.company.stories.story import Story, joins

KEY = "kofi.mensah"
THANKED = 50


def join(company: Company) -> None:
    joins(
        company,
        KEY,
        "Kofi Mensah",
        "delivery-tools",
        "Staff Engineer",
        ("Accra", "Africa/Accra"),
        2300,
        diligence=2.2,
        known_for=("critic", "mentor"),
    )


def tell(company: Company) -> None:
    kofi = company.people[KEY]
    there = [p for p in company.humans() if p.works_on(company.day(60)) and p is not kofi and not p.in_a_story]
    for person in company.rng.sample(there, THANKED):
        day = company.working_day(company.day(58), company.day(20))
        thank(
            company,
            kofi,
            person,
            day,
            f"{person.first_name}, thank you for moving {company.teams[person.team].name} to the new release train.",
        )
    for person in company.rng.sample(there, 14):
        nominate(company, kofi, person, "mentor", company.working_day(company.day(58), company.day(20)))


STORY = Story(
    KEY, "An honest maintainer: thanked fifty people in one quarter; each word counts, none is refused.", join, tell
)
