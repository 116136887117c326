"""Ingrid reads everybody's changes and mends small things; few people think of nominating her."""

from __future__ import annotations

from badges_site.demo.company.model import Company
from badges_site.demo.company.praise import nominate
from badges_site.demo.company.stories.story import Story, joins
from badges_site.demo.company.work import acknowledge, add_outcome, check

KEY = "ingrid.solheim"
REVIEWS = 320
SMALL_FIXES = 60


def join(company: Company) -> None:
    joins(
        company,
        KEY,
        "Ingrid Solheim",
        "platform",
        "Senior Software Engineer",
        ("Bergen", "Europe/Oslo"),
        1900,
        alone=True,
    )


def tell(company: Company) -> None:
    ingrid = company.people[KEY]
    changes = [
        row
        for row in company.outcomes
        if row["kind"] == "change_merged" and company.department(company.people[row["person"]].team) == "engineering"
    ]
    reviewed = {(row["outcome"], row["kind"]) for row in company.acknowledgements if row["from"] == KEY}
    for change in company.rng.sample(changes, min(REVIEWS, len(changes))):
        if (change["id"], "reviewed") not in reviewed and change["person"] != KEY:
            acknowledge(company, change, KEY, change["person"], "reviewed")
    for _ in range(SMALL_FIXES):
        fix = add_outcome(
            company, ingrid, "change_merged", company.working_day(company.first_day, company.day(3)), lines=(1.8, 0.6)
        )
        check(company, fix, ingrid)
    _two_voices(company)


def _two_voices(company: Company) -> None:
    """In two years, two people found the words."""
    told = (
        (
            310,
            "Ingrid read my change on a Sunday evening because she knew that Monday was release day. "
            "Her three remarks found the one case that would have sent wrong cabins to two hundred people.",
        ),
        (45, "I looked up who had reviewed the changes that never broke. The same name, again and again: Ingrid."),
    )
    writers = [p for p in company.colleagues("gangway", company.day(400)) if not p.in_a_story]
    for (days_ago, text), writer in zip(told, writers, strict=False):
        nominate(
            company,
            writer,
            company.people[KEY],
            "quiet",
            company.working_day(company.day(days_ago), company.day(days_ago)),
            text=text,
        )


STORY = Story(
    KEY,
    "A quiet hero: three hundred reviews for people of many teams, and only two nominations in two years.",
    join,
    tell,
)
