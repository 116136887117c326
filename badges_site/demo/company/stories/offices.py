"""The people who hold an office in the program. They live the usual life of a colleague beside it."""

from __future__ import annotations

from badges_site.demo.company.badges import PANEL_BADGE, badge_for
from badges_site.demo.company.model import Company
from badges_site.demo.company.stories.story import Story, joins, nothing_more


def _office(
    key: str, name: str, team: str, title: str, home: tuple[str, str], line: str, *roles: tuple[str, str]
) -> Story:
    def join(company: Company) -> None:
        joins(company, key, name, team, title, home, 1500, family_first=name.startswith("Park "))

    return Story(key, line, join, nothing_more, roles)


STORIES = (
    _office("ruth.adeyemi", "Ruth Adeyemi", "people-partners", "People Partner", ("Lagos", "Africa/Lagos"),
            "Program admin: publishes rules, with a second person.", ("admin", "")),
    _office("tomasz.wisniewski", "Tomasz Wiśniewski", "platform", "Staff Engineer", ("Gdańsk", "Europe/Warsaw"),
            "Second program admin: nobody publishes or revokes alone.", ("admin", "")),
    _office("amara.okonkwo", "Amara Okonkwo", "product-design", "Senior Product Designer", ("London", "Europe/London"),
            "Steward of the panel badge and of Mentor: decides what waits for people.",
            ("steward", PANEL_BADGE), ("steward", badge_for("mentor"))),
    _office("leilani.kahale", "Leilani Kahale", "legal", "Privacy Officer", ("Honolulu", "Pacific/Honolulu"),
            "Integrity reviewer.", ("reviewer", "")),
    _office("park.joonho", "Park Joon-ho", "accounting", "Controller", ("Busan", "Asia/Seoul"),
            "Auditor: reads everything, writes nothing.", ("auditor", "")),
)  # fmt: skip
