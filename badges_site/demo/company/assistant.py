"""Who works with the assistant, and on which days: sums of a day, as the report of its maker tells them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from badges_site.demo.company.model import Company, Employee, Row

TOOL = "assistant"
# Sums of days are kept for 180 days, and what is older is refused: a day is left for the clock of another time zone.
KEPT_DAYS = 178
# Of a hundred people this many tried it and stayed with it.
ADOPTION = {
    "code": 0.95, "operations": 0.95, "papers": 0.9, "cases": 0.75, "deals": 0.75, "tickets": 0.75, "field": 0.6,
    "": 0.6,
}  # fmt: skip
# People turn to it while something is in the making, which shows as an outcome within two weeks.
MAKING_DAYS = 14
MAKING, IDLE = 1.25, 0.55


def work_with_the_assistant(company: Company) -> None:
    for person in company.humans():
        if not person.in_a_story and company.rng.random() < ADOPTION[company.teams[person.team].work]:
            company.usage += _days_of(company, person)


def _days_of(company: Company, person: Employee) -> Iterator[Row]:
    rng = company.rng
    done = sorted(str(row["at"])[:10] for row in company.outcomes_of(person.key))
    keen = min(0.75, rng.lognormvariate(-0.8, 0.45))  # of their working days
    requests_a_day = rng.lognormvariate(2.7, 0.5)
    adopted = company.day(rng.choices((KEPT_DAYS, rng.randrange(20, KEPT_DAYS)), (0.8, 0.2))[0])
    day = max(adopted, person.started_on)
    while day < company.today:
        rate = keen * (MAKING if _makes_something(done, day) else IDLE)
        if day.weekday() < 5 and person.works_on(day) and rng.random() < rate:
            yield _day(company, person, day, requests_a_day)
        day += timedelta(days=1)


def _makes_something(done: list[str], day: date) -> bool:
    """Whether an outcome of theirs came on that day or within two weeks. `done` is sorted."""
    place = bisect_left(done, day.isoformat())
    return place < len(done) and done[place] <= (day + timedelta(days=MAKING_DAYS)).isoformat()


def _day(company: Company, person: Employee, day: date, requests_a_day: float) -> Row:
    rng = company.rng
    requests = 1 + int(requests_a_day * rng.lognormvariate(0, 0.5))
    output = int(requests * rng.lognormvariate(6.3, 0.4))
    return {
        "person": person.key,
        "tool": TOOL,
        "day": day.isoformat(),
        "requests": requests,
        "input_tokens": int(output * rng.lognormvariate(2.2, 0.4)),
        "output_tokens": output,
        "active_seconds": int(requests * rng.lognormvariate(4.3, 0.4)),
    }
