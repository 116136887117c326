"""Lucía earned a badge with a dozen solid changes; five of them did not hold."""

from __future__ import annotations

from badges_site.demo.company.model import Company
from badges_site.demo.company.stories.story import Story, joins
from badges_site.demo.company.work import acknowledge, add_outcome, revert

KEY = "lucia.fernandez"
# One every three weeks; the first five were taken back together.
TITLES = (
    "Rewrite the tide window check for rivers",
    "Let the berth optimiser plan two tugs",
    "Move the quay timeline to the new event format",
    "Plan late arrivals without a second pass",
    "Show the tug roster per shift",
    "Keep a berth free for the pilot boat",
    "Read the tide tables of three more ports",
    "Say why a berth was refused",
    "Draw the quay timeline on a phone",
    "Warn when a tug is booked twice",
    "Accept a berth change during the night",
    "Plan the quay crane with the berth",
)
TAKEN_BACK = 5
TAKEN_BACK_DAYS_AGO = 12


def join(company: Company) -> None:
    joins(
        company, KEY, "Lucía Fernández", "berth", "Senior Software Engineer", ("Vigo", "Europe/Madrid"), 330, alone=True
    )


def tell(company: Company) -> None:
    lucia = company.people[KEY]
    begun = company.day(330)
    reviewers = [p for p in company.humans() if p.team in ("berth", "manifest", "platform") and p.works_on(begun)]
    reviewers = [p for p in reviewers if not p.in_a_story]
    for number, title in enumerate(TITLES):
        days_ago = 300 - 21 * number
        day = company.working_day(company.day(days_ago), company.day(days_ago))
        change = add_outcome(company, lucia, "change_merged", day, lines=(5.2, 0.2), title=title, root=f"BER-{number}")
        acknowledge(company, change, reviewers[number % len(reviewers)].key, KEY, "reviewed")
        if number < TAKEN_BACK:
            revert(company, change, lucia, days=days_ago - TAKEN_BACK_DAYS_AGO)


STORY = Story(
    KEY, "Her changes were taken back twelve days ago: the award they had earned has lapsed, and says why.", join, tell
)
