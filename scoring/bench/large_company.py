"""A large company as the judge's columns, drawn in numpy: no database, the same for the same seed.

Colleagues are near each other in the numbering: half of all gifts and verifications stay within about thirty
people, so that circles, mutual gifts and reviewers who also nominate occur as they do among colleagues.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import (
    DAY,
    NEVER,
    OUTCOME_KINDS,
    UNKNOWN,
    Contributions,
    Facts,
    GiftKind,
    Gifts,
    Ints,
    Outcomes,
    People,
    Relation,
    Teams,
    UsageWeeks,
    Verifications,
)
from scoring.engine.findings import WEEKS_A_PERSON
from scoring.engine.fixed import distinct
from scoring.engine.policy import CURRENT

AT = 1_793_491_200  # 2026-11-01 00:00 UTC
YEARS = 2
TEAM_SIZE = 12
NEAR = 30  # people: mean distance to a colleague
NOMINATIONS, OUTCOMES, USAGE_DAYS = 10, 20, 100  # each person, on average


def large_company(people: int, badges: Mapping[str, int], *, seed: int = 7) -> Facts:
    """`people` with ten nominations, twenty outcomes (four of five verified) and a hundred usage days each."""
    rng = np.random.default_rng(seed)
    team = np.arange(people) // TEAM_SIZE + 1
    n_teams = int(team.max())
    outcomes, contributions, verifications = _work(rng, people, team)
    return Facts(
        people=People(
            id=np.arange(people), team=team, automated=np.zeros(people, np.bool_),
            started_on=AT - rng.integers(30, 4_000, people) * DAY, left_on=np.full(people, NEVER),
        ),
        teams=_teams(n_teams),
        gifts=_gifts(rng, people, team, sorted(badges.values())),
        outcomes=outcomes,
        contributions=contributions,
        verifications=verifications,
        usage_weeks=_usage(rng, people),
    )  # fmt: skip


def _teams(n_teams: int) -> Teams:
    """Teams under departments of ten teams, under one root."""
    departments = n_teams // 10 + 1
    ids = np.arange(1, n_teams + departments + 2)
    parent = np.concatenate([
        n_teams + 1 + np.arange(n_teams) // 10, np.full(departments, n_teams + departments + 1), [UNKNOWN]
    ])  # fmt: skip
    return Teams(ids, parent)


def _gifts(rng: Generator, people: int, team: Ints, badges: list[int]) -> Gifts:
    n = people * NOMINATIONS
    giver = rng.integers(0, people, n)
    receiver = _colleague(rng, giver, people)
    return Gifts(
        id=np.arange(n), kind=np.full(n, GiftKind.NOMINATION), badge=rng.choice(np.array(badges, np.int64), n),
        label=np.full(n, UNKNOWN), giver=giver, receiver=receiver, at=_times(rng, n), giver_team=team[giver],
        receiver_team=team[receiver],
        relation=np.where(rng.random(n) < 0.05, Relation.TO_REPORT, Relation.PEER).astype(np.int64),
        withdrawn_at=np.where(rng.random(n) < 0.01, AT - DAY, NEVER),
    )  # fmt: skip


def _work(rng: Generator, people: int, team: Ints) -> tuple[Outcomes, Contributions, Verifications]:
    n = people * OUTCOMES
    author = rng.integers(0, people, n)
    at = _times(rng, n)
    outcomes = Outcomes(
        id=np.arange(n), kind=rng.integers(0, len(OUTCOME_KINDS), n), at=at,
        root=np.where(rng.random(n) < 0.5, author * 8 + rng.integers(0, 8, n), UNKNOWN),
        area=rng.integers(0, max(1, people // 10), n), size=rng.integers(1, 800, n), vouched=rng.random(n) < 0.7,
        reversed_at=np.where(rng.random(n) < 0.02, at + 5 * DAY, NEVER),
    )  # fmt: skip
    together = np.flatnonzero(rng.random(n) < 0.1)
    friend = _colleague(rng, author[together], people)
    verified = np.flatnonzero(rng.random(n) < 0.8)
    verifier = _colleague(rng, author[verified], people)
    people_of = np.concatenate([author, friend])
    contributions = Contributions(np.concatenate([outcomes.id, together]), people_of, team[people_of])
    verifications = Verifications(
        id=np.arange(len(verified)), outcome=verified, verifier=verifier, at=at[verified] + DAY,
        verifier_team=team[verifier], withdrawn_at=np.full(len(verified), NEVER),
    )  # fmt: skip
    return outcomes, contributions, verifications


def _usage(rng: Generator, people: int) -> UsageWeeks:
    """Days rolled up to weeks, as they are stored: three days in each of a person's last weeks, on average."""
    n = people * USAGE_DAYS
    day = AT // DAY - 1 - rng.integers(0, USAGE_DAYS // 3 * 7, n)
    key = distinct(rng.integers(0, people, n) * WEEKS_A_PERSON * 7 + day - CURRENT.anchor // DAY)
    ids, days = np.unique(key // 7, return_counts=True)
    nan = np.full(len(ids), np.nan)
    return UsageWeeks(
        person=ids // WEEKS_A_PERSON, week=ids % WEEKS_A_PERSON, active_days=days, requests=days * 20, burstiness=nan,
        gap_entropy=nan, duplicate_share=nan,
    )  # fmt: skip


def _colleague(rng: Generator, person: Ints, people: int) -> Ints:
    """Somebody else: mostly near, one of ten anywhere."""
    distance = rng.geometric(1 / NEAR, len(person)) * rng.choice(np.array([-1, 1]), len(person))
    far = rng.random(len(person)) < 0.1
    distance[far] = rng.integers(1, people, int(far.sum()))
    other: Ints = (person + distance) % people
    return np.where(other == person, (person + 1) % people, other)


def _times(rng: Generator, n: int) -> Ints:
    return AT - rng.integers(2 * DAY, YEARS * 365 * DAY, n)
