"""What colleagues say about each other: nominations with their seconds, and thanks."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import date, timedelta

from badges_site.demo.company.badges import EVERYDAY_THEMES, THEMES_OF_THANKS, badge_for
from badges_site.demo.company.model import Company, Employee, Row, quarter
from badges_site.demo.company.words.gratitude import thanks_text
from badges_site.demo.company.words.phrases import fill, reason
from badges_site.demo.company.words.themes import THEMES

QUARTER_DAYS = 91
# Voices a quarter for a person in what they are known for, at average popularity.
VOICES = 1.3
# Of a hundred people about this many nominate somebody a quarter without such a cause.
CHANCE_NOMINATIONS = 0.22
THANKS_A_QUARTER = 1.5
WITHDRAWN = 0.01


def speak_up(company: Company) -> None:
    for person in [p for p in company.humans() if not p.in_a_story]:
        popularity = company.rng.lognormvariate(0, 0.45)
        for theme in person.known_for:
            for first, last in quarters(company, person):
                _voices_for(company, person, theme, first, last, popularity)
    for giver in [p for p in company.humans() if not p.in_a_story]:
        for first, last in quarters(company, giver):
            if company.rng.random() < CHANCE_NOMINATIONS * giver.warmth:
                day = company.working_day(first, last)
                receiver = someone_near(company, giver, day)
                if receiver is not None:
                    nominate(company, giver, receiver, company.rng.choice(EVERYDAY_THEMES), day)


def give_thanks(company: Company) -> None:
    for giver in [p for p in company.humans() if not p.in_a_story]:
        for first, last in quarters(company, giver):
            for _ in range(poisson(company.rng, THANKS_A_QUARTER * giver.warmth)):
                day = company.working_day(first, last)
                receiver = someone_near(company, giver, day)
                if receiver is not None:
                    thank(company, giver, receiver, day)


def thank_for_reports(company: Company) -> None:
    """Authors of changes and cases name who reported the problem, had the idea or helped."""
    rng = company.rng
    for outcome in company.outcomes:
        author = company.people[outcome["person"]]
        if author.in_a_story or outcome["kind"] not in ("change_merged", "case_solved", "incident_resolved"):
            continue
        if rng.random() < 0.08:
            day = date.fromisoformat(outcome["at"][:10])
            other = someone_near(company, author, day, near=0.3)
            if other is not None:
                kind = rng.choices(("reported", "suggested", "helped", "mentored"), (5, 3, 4, 1))[0]
                row: Row = {
                    "outcome": outcome["id"], "from": author.key, "to": other.key, "kind": kind, "at": outcome["at"]
                }  # fmt: skip
                company.acknowledgements.append(row)


def nominate(
    company: Company, giver: Employee, receiver: Employee, theme: str, day: date, *, text: str = "", badge: str = ""
) -> Row | None:
    """One nomination; None when the two could not say it that day (left, too early, said before)."""
    rng = company.rng
    if giver is receiver or day >= company.today or not (giver.works_on(day) and receiver.works_on(day)):
        return None
    at = company.moment(giver, day)
    badge = badge or badge_for(theme)
    voice = (badge, receiver.key, giver.key, quarter(at))
    if voice in company.said:
        return None
    row: Row = {
        "id": f"n-{len(company.nominations) + 1}",
        "badge": badge,
        "from": giver.key,
        "to": receiver.key,
        "at": at,
        "reason": text or _new_reason(company, giver, receiver, theme, day),
    }
    recent = [o["id"] for o in _recent_outcomes(company, receiver, at)]
    if recent and rng.random() < 0.4:
        row["outcomes"] = sorted(rng.sample(recent, min(len(recent), rng.choice((1, 1, 2)))))
    if not text and rng.random() < WITHDRAWN and day + timedelta(days=4) < company.today:
        row["withdrawn_at"] = company.moment(giver, day + timedelta(days=3))
    company.said.add(voice)
    company.nominations.append(row)
    return row


def thank(company: Company, giver: Employee, receiver: Employee, day: date, text: str = "") -> None:
    if giver is receiver or day >= company.today or not (giver.works_on(day) and receiver.works_on(day)):
        return
    words = text or _new_thanks(company, giver, receiver, day)
    company.thanks.append(
        {"from": giver.key, "to": receiver.key, "at": company.moment(giver, day), "kind": "thanked", "text": words}
    )


def quarters(company: Company, person: Employee) -> Iterator[tuple[date, date]]:
    """First and last day of each stretch of 91 days that the person worked in, the records' time only."""
    first = max(company.first_day, person.started_on)
    end = min(company.today, person.left_on or company.today)
    while first < end:
        last = min(first + timedelta(days=QUARTER_DAYS - 1), end - timedelta(days=1))
        yield first, last
        first = last + timedelta(days=1)


def someone_near(
    company: Company, person: Employee, day: date, near: float = 0.5, *, thanked: bool = True
) -> Employee | None:
    """Another person of that day: of the team (with the chance `near`), of the department, or anybody.

    `thanked`: somebody to thank, so the helpful ones more often.
    """
    rng = company.rng
    if rng.random() < near:
        others = company.colleagues(person.team_on(day), day)
    elif rng.random() < 0.6:
        department = company.department(person.team_on(day))
        others = [p for p in company.humans() if p.works_on(day) and company.department(p.team_on(day)) == department]
    else:
        others = [p for p in company.humans() if p.works_on(day)]
    others = [p for p in others if p is not person and not p.in_a_story]
    if not others:
        return None
    return rng.choices(others, [p.helpful for p in others])[0] if thanked else rng.choice(others)


def poisson(rng: random.Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def _voices_for(company: Company, person: Employee, theme: str, first: date, last: date, popularity: float) -> None:
    """Somebody begins, and others join within some weeks."""
    share = (last - first).days / QUARTER_DAYS
    begun = company.working_day(first, last)
    near = 0.25 if theme == "bridge" else 0.5
    for _ in range(poisson(company.rng, VOICES * popularity * share)):
        day = min(begun + timedelta(days=company.rng.randrange(24)), last)
        giver = someone_near(company, person, day, near=near, thanked=False)
        if giver is not None:
            nominate(company, giver, person, theme, day)


def _new_reason(company: Company, giver: Employee, receiver: Employee, theme: str, day: date) -> str:
    """Words that nobody has written of late."""

    def draw() -> tuple[str, str]:
        return reason(
            company.rng,
            THEMES[theme],
            company.sentences[receiver.key],
            first=receiver.first_name,
            thing=_thing(company, receiver, day),
            team=company.teams[giver.team_on(day)].name,
        )

    return company.words.write(draw, day)


def _new_thanks(company: Company, giver: Employee, receiver: Employee, day: date) -> str:
    """Mostly a line; now and then somebody tells what happened."""
    rng = company.rng
    told = rng.random() >= 0.8

    def draw() -> tuple[str, str]:
        thing = _thing(company, receiver, day)
        if not told:
            return thanks_text(rng, first=receiver.first_name, thing=thing)
        theme = THEMES[rng.choice(THEMES_OF_THANKS)]
        did = rng.choice(theme.did)
        text = f"{did} {rng.choice(theme.changed)} Thank you!"
        return did, fill(rng, text, first=receiver.first_name, thing=thing, team=company.teams[giver.team_on(day)].name)

    return company.words.write(draw, day)


def _thing(company: Company, person: Employee, day: date) -> str:
    things = company.teams[person.team_on(day)].things
    return company.rng.choice(things) if things else "the yearly plan"


def _recent_outcomes(company: Company, person: Employee, at: str) -> list[Row]:
    """Of the person, in the ninety days before."""
    since = (date.fromisoformat(at[:10]) - timedelta(days=90)).isoformat()
    return [row for row in company.outcomes_of(person.key) if since <= row["at"] <= at]
