"""A small company of ordinary people, for drills where there are no facts yet: the same for the same seed.

People recognise near colleagues more than far ones, some are known to many, pairs repeat, and half of what is
given is returned some day: honest habits, none of them a pattern.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.drill.ordinary_use import ordinary_use
from scoring.engine.drill.texts import with_invented_texts
from scoring.engine.facts import (
    DAY,
    NEVER,
    UNKNOWN,
    Contributions,
    Facts,
    Floats,
    GiftKind,
    Gifts,
    Ints,
    Managers,
    Outcomes,
    People,
    Teams,
    Verifications,
)

TEAM_SIZE, TEAMS_A_DEPARTMENT = 8, 5
DAYS = 720
GIFTS_EACH, OUTCOMES_EACH = 12, 10  # in two years, of an average person


def small_company(seed: int, *, at: int, size: int = 240, badge: int = 1) -> Facts:
    """`size` people in teams of eight, two years of gifts and verified work and half a year of tool use before `at`
    (seconds)."""
    rng = np.random.default_rng(seed)
    person = np.arange(1, size + 1)
    departments = -(-size // (TEAM_SIZE * TEAMS_A_DEPARTMENT))
    first_team = 2 + departments
    team = first_team + (person - 1) // TEAM_SIZE
    teams = np.unique(team)
    parents = [None, *[1] * departments, *(2 + n // TEAMS_A_DEPARTMENT for n in range(len(teams)))]
    leader = (person - 1) // TEAM_SIZE * TEAM_SIZE + 1
    led = leader != person
    outcomes, contributions, verifications = _work(rng, team, at)
    usage_weeks, usage_days = ordinary_use(np.random.default_rng([seed, 1]), person, at)
    facts = Facts(
        people=People(person, team, np.zeros(size, np.bool_), np.full(size, at - 4 * 365 * DAY), np.full(size, NEVER)),
        teams=Teams.of(enumerate(parents, start=1)),
        managers=Managers(person[led], leader[led]),
        gifts=_gifts(rng, team, at, badge),
        outcomes=outcomes,
        contributions=contributions,
        verifications=verifications,
        usage_weeks=usage_weeks,
        usage_days=usage_days,
    )
    return with_invented_texts(facts, rng)


def _gifts(rng: Generator, team: Ints, at: int, badge: int) -> Gifts:
    """Half to a colleague met before (or who gave before), half to somebody new, near people first."""
    size = len(team)
    known = rng.lognormal(0.0, 0.8, size)  # how widely known somebody is
    met: list[list[int]] = [[] for _ in range(size)]
    rows = []
    for number, day in enumerate(np.sort(rng.integers(0, DAYS, size * GIFTS_EACH)).tolist(), start=1):
        giver = int(rng.integers(size))
        receiver = _whom(rng, giver, met[giver], known, team)
        met[giver].append(receiver)
        met[receiver].append(giver)
        second = int(rng.normal(14 * 3600, 2.5 * 3600)) % DAY
        moment = at - (DAYS - day) * DAY
        rows.append(
            (number, GiftKind.NOMINATION, badge, None, giver + 1, receiver + 1, moment - moment % DAY + second,
             team[giver], team[receiver], 0, None)
        )  # fmt: skip
    return Gifts.of(row for row in rows if row[6] <= at)


def _whom(rng: Generator, giver: int, met: list[int], known: Floats, team: Ints) -> int:
    if met and rng.random() < 0.5:
        return int(met[int(rng.integers(len(met)))])
    near = np.exp(-np.abs(team - team[giver]) / 2.0)
    weight = known * (0.05 + near)
    weight[giver] = 0.0
    return int(rng.choice(len(team), p=weight / weight.sum()))


def _work(rng: Generator, team: Ints, at: int) -> tuple[Outcomes, Contributions, Verifications]:
    size, number = len(team), len(team) * OUTCOMES_EACH
    author = rng.integers(0, size, number)
    done = at - rng.integers(1, DAYS, number) * DAY + rng.integers(0, DAY // 2, number)
    lines = np.maximum(1, rng.lognormal(np.log(60.0), 1.2, number)).astype(np.int64)
    near = (author + rng.integers(1, 3 * TEAM_SIZE, number)) % size
    ids = np.arange(1, number + 1)
    signed_at = np.minimum(at, done + rng.integers(1800, 2 * DAY, number))
    none, never = np.full(number, UNKNOWN), np.full(number, NEVER)
    return (
        Outcomes(ids, np.zeros(number, np.int64), done, none, none, lines, np.ones(number, np.bool_), never),
        Contributions(ids, author + 1, team[author]),
        Verifications(ids, ids, near + 1, signed_at, team[near], never),
    )
