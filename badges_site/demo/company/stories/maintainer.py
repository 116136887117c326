"""Kofi maintains the build tools and thanked fifty people in one quarter, honestly: nobody is silenced for that."""

from __future__ import annotations

from functools import partial

from badges_site.demo.company.model import Company, Employee
from badges_site.demo.company.praise import nominate, thank
from badges_site.demo.company.stories.story import Story, joins

KEY = "kofi.mensah"
THANKED = 50
DID = (
    "moving {team} to the new release train",
    "trying the new release train while it still squeaked",
    "the list of builds of {team} that broke on the first evening",
    "asking why the old pipeline did what it did",
    "keeping {team} patient through the switch",
    "deleting the last private build script of {team}",
    "the hour you sat with me over the slow test run",
    "telling me that my guide skipped the hardest step",
    "staying late for the first release of {team} without tickets",
    "explaining to {team} what a release candidate is",
    "the drawing of how {team} hands work over",
    "the calm message when both mirrors were gone",
)
REMARKS = (
    "I would have given up on it in October.",
    "Your note is in the handbook now, with your name.",
    "The train left on time because of it.",
    "Eleven other teams took the same way after you.",
    "It saved me a weekend.",
    "I had been too close to see that.",
    "Nobody had told me before, and everybody had known.",
    "The next release needed no call at all.",
    "Please keep complaining.",
    "I owe you a proper lunch when I am there.",
    "It is the reason that the numbers are green today.",
)


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
        thank(company, kofi, person, day, company.words.write(partial(_words, company, person), day))
    for person in company.rng.sample(there, 14):
        nominate(company, kofi, person, "mentor", company.working_day(company.day(58), company.day(20)))


def _words(company: Company, to: Employee) -> tuple[str, str]:
    did, remark = company.rng.choice(DID), company.rng.choice(REMARKS)
    return did, f"{to.first_name}, thank you for {did.format(team=company.teams[to.team].name)}. {remark}"


STORY = Story(
    KEY, "An honest maintainer: thanked fifty people in one quarter; each word counts, none is refused.", join, tell
)
