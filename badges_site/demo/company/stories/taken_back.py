"""Lucía earned a badge with four large changes; two of them did not hold."""

from __future__ import annotations

from badges_site.demo.company.model import Company
from badges_site.demo.company.stories.story import Story, joins
from badges_site.demo.company.work import acknowledge, add_outcome, revert

KEY = "lucia.fernandez"
TITLES = (
    ("Rewrite the tide window check for rivers", 230),
    ("Let the berth optimiser plan two tugs", 205),
    ("Move the quay timeline to the new event format", 180),
    ("Plan late arrivals without a second pass", 160),
    ("Show the tug roster per shift", 150),
    ("Keep a berth free for the pilot boat", 140),
)


def join(company: Company) -> None:
    joins(
        company, KEY, "Lucía Fernández", "berth", "Senior Software Engineer", ("Vigo", "Europe/Madrid"), 330, alone=True
    )


def tell(company: Company) -> None:
    lucia = company.people[KEY]
    reviewers = [
        p for p in company.humans() if p.team in ("berth", "manifest", "platform") and p.works_on(company.day(235))
    ]
    reviewers = [p for p in reviewers if not p.in_a_story]
    for number, (title, days_ago) in enumerate(TITLES):
        day = company.working_day(company.day(days_ago), company.day(days_ago))
        change = add_outcome(company, lucia, "change_merged", day, lines=(6.2, 0.1), title=title)
        acknowledge(company, change, reviewers[number].key, KEY, "reviewed")
        if number < 4:
            revert(company, change, lucia, days=days_ago - 12 + number)


STORY = Story(
    KEY, "Her changes were taken back twelve days ago: the award they had earned has lapsed, and says why.", join, tell
)
