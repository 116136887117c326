"""Gareth asked his team for nominations, and within two days he had them, all in the same words."""

from __future__ import annotations

from badges_site.demo.company.model import Company, Employee
from badges_site.demo.company.praise import nominate, someone_near, thank
from badges_site.demo.company.stories.story import Story, joins

KEY = "gareth.pryce"
TEXTS = (
    "Gareth is a great leader who always supports the team and goes the extra mile for everyone.",
    "Gareth is a great leader, he always supports the team and goes the extra mile for all of us.",
    "Gareth is a great leader who always supports our team and goes the extra mile for everyone.",
    "Gareth always supports the team and goes the extra mile for everyone. A great leader.",
    "A great leader who always supports the team and goes the extra mile for everyone, that is Gareth.",
    "Gareth is a really great leader who always supports the team and goes the extra mile for everyone.",
    "Gareth is a great leader who supports the team always and goes the extra mile for everyone.",
)


def join(company: Company) -> None:
    joins(company, KEY, "Gareth Pryce", "billing", "Billing Lead", ("Cardiff", "Europe/London"), 1700, warmth=0.6)


def tell(company: Company) -> None:
    gareth = company.people[KEY]
    days = [day for day in map(company.day, range(45, 36, -1)) if day.weekday() in (1, 2)][:2]
    reports = [p for p in company.colleagues("billing", days[0]) if p.manager == KEY]
    for number, (giver, text) in enumerate(zip(reports, TEXTS, strict=False)):
        nominate(company, giver, gareth, "mentor", days[number % 2], text=text)
        _thanks_others(company, giver)


def _thanks_others(company: Company, giver: Employee) -> None:
    """They are people like all others, who find words of their own when nobody asks for them.

    Seldom: how much a team says in its usual days is what the two days are held against. Twice as often, and on some
    days the demo is built the surge would be within chance (0.1 %).
    """
    for days_ago in range(25, 700, 240):
        day = company.working_day(company.day(days_ago + 10), company.day(days_ago))
        receiver = someone_near(company, giver, day, near=0.0)
        if receiver is not None and receiver.team != giver.team:
            thank(company, giver, receiver, day)


STORY = Story(
    KEY,
    "A manager who leans on the team: a whole team's nominations in two days, in nearly the same words.",
    join,
    tell,
)
