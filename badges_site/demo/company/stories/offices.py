"""The people who hold an office in the program. They live the usual life of a colleague beside it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

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
            gettext_noop("Program admin: publishes rules, with a second person."), ("admin", "")),
    _office("tomasz.wisniewski", "Tomasz Wiśniewski", "platform", "Staff Engineer", ("Gdańsk", "Europe/Warsaw"),
            gettext_noop("Second program admin: nobody publishes or revokes alone."), ("admin", "")),
    _office("amara.okonkwo", "Amara Okonkwo", "product-design", "Senior Product Designer", ("London", "Europe/London"),
            gettext_noop("Steward of the panel badge and of Mentor, and the second integrity reviewer."),
            ("steward", PANEL_BADGE), ("steward", badge_for("mentor")), ("reviewer", "")),
    _office("leilani.kahale", "Leilani Kahale", "legal", "Privacy Officer", ("Honolulu", "Pacific/Honolulu"),
            gettext_noop("Integrity reviewer."), ("reviewer", "")),
    _office("park.joonho", "Park Joon-ho", "accounting", "Controller", ("Busan", "Asia/Seoul"),
            gettext_noop("Auditor: reads everything, writes nothing."), ("auditor", "")),
)  # fmt: skip
