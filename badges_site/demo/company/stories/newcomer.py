"""Tariq began five weeks ago. His page must not look like an accusation of having done nothing."""

from __future__ import annotations

from badges_site.demo.company.model import Company
from badges_site.demo.company.praise import nominate, thank
from badges_site.demo.company.stories.story import Story, joins
from badges_site.demo.company.work import acknowledge, add_outcome

KEY = "tariq.haddad"


def join(company: Company) -> None:
    joins(
        company, KEY, "Tariq Haddad", "gangway", "Junior Software Engineer", ("Beirut", "Asia/Beirut"), 36, alone=True
    )


def tell(company: Company) -> None:
    tariq = company.people[KEY]
    team = [p for p in company.colleagues("gangway", company.day(1)) if p is not tariq]
    for days_ago, title, reviewer in (
        (20, "Explain the two meanings of lane", team[0]),
        (8, "Show the gate in large type", team[1]),
    ):
        day = company.working_day(company.day(days_ago), company.day(days_ago))
        change = add_outcome(company, tariq, "change_merged", day, lines=(2.5, 0.4), title=title)
        acknowledge(company, change, reviewer.key, KEY, "reviewed")
    for days_ago, giver, text in (
        (22, team[0], "Welcome, Tariq! Your questions in the first week showed us two holes in our own handbook."),
        (
            12,
            team[2],
            "Thanks for testing the gate scanner with gloves on. Nobody had, and it is minus five in Bergen.",
        ),
        (4, team[3], "Thank you for taking notes in the incident call, they went into the report as they were."),
    ):
        thank(company, giver, tariq, company.working_day(company.day(days_ago), company.day(days_ago)), text)
    nominate(
        company,
        tariq,
        team[0],
        "welcome",
        company.day(15) if company.day(15).weekday() < 5 else company.day(17),
        text=f"{team[0].first_name} sat next to me for my whole first week and never once sighed. "
        "I knew where things were, and whom to ask, after three days.",
    )


STORY = Story(KEY, "A new joiner: five weeks in, two small changes, the first thanks, and what comes next.", join, tell)
