"""Hana is nominated for the badge that people decide about: it waits for the panel."""

from __future__ import annotations

from badges_site.demo.company.badges import PANEL_BADGE
from badges_site.demo.company.model import Company
from badges_site.demo.company.praise import nominate
from badges_site.demo.company.stories.story import Story, joins

KEY = "hana.yoshida"
REASONS = (
    (
        "care-asia",
        "Hana proposed that we publish our own outages on the status page, before anybody asked us to. "
        "Three lines wrote that they stayed because of it.",
    ),
    (
        "reliability",
        "The open status page was Hana's idea, and she took the first difficult calls about it herself. "
        "We fix things earlier since everybody can see them.",
    ),
    (
        "sales-ports",
        "I lost a tender to honesty, I thought. Then the port called back: they want the one that says "
        "when it is down. That was Hana's doing.",
    ),
    ("legal", "Hana came to us with a draft, the risks and the reasons. No other project asked Legal first."),
    ("content", "Hana asked us to write outage messages without excuses, and defended every plain sentence."),
)


def join(company: Company) -> None:
    joins(
        company,
        KEY,
        "Hana Yoshida",
        "passage-mobile",
        "Staff Engineer",
        ("Tokyo", "Asia/Tokyo"),
        1650,
        diligence=1.5,
        known_for=("critic",),
    )


def tell(company: Company) -> None:
    hana = company.people[KEY]
    for number, (team, text) in enumerate(REASONS):
        day = company.working_day(company.day(34 - 5 * number), company.day(31 - 5 * number))
        givers = [p for p in company.colleagues(team, day) if not p.in_a_story]
        nominate(company, givers[number % len(givers)], hana, "", day, text=text, badge=PANEL_BADGE)


STORY = Story(KEY, "Nominated for the badge that a panel decides: the award waits for the stewards.", join, tell)
