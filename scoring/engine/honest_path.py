"""Honest people of an invented company, grown quarter by quarter and judged by the real judge.

Two paces: an ordinary one tells a rule's writer how long an honest way is; a generous one, of somebody whom the
whole company knows, tells whether a threshold can be reached at all (law 5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.engine.criteria.nodes import Rule
from scoring.engine.facts import (
    DAY,
    OUTCOME_KINDS,
    THANKS_KINDS,
    UNKNOWN,
    Contributions,
    Facts,
    GiftKind,
    Gifts,
    Held,
    Outcomes,
    People,
    Relation,
    Teams,
    UsageWeeks,
    Verifications,
)
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import Policy
from scoring.engine.verdict import Decision

CAREER_EPOCHS = 40  # ten years of facts; longer is no path but a lifetime
CAREER_DAYS = 40 * 365  # of tenure
_PERSON, _BADGE, _FIRST_COLLEAGUE = 1, 1, 100
# Divisions x departments x teams, people a team. The person is in the first team.
_DIVISIONS, _DEPARTMENTS, _TEAMS, _TEAM_SIZE = 4, 3, 4, 6
_N_TEAMS = _DIVISIONS * _DEPARTMENTS * _TEAMS
_COLLEAGUES = _N_TEAMS * _TEAM_SIZE


@dataclass(frozen=True)
class Pace:
    """What happens to an honest person in a quarter. Of each number of people, every third is of the own team."""

    nominators: int
    thankers: int
    works: int  # of all kinds in turn, each verified by somebody else
    lines: int  # of each
    reviews: int  # given, each to another author
    statements: bool  # a manager nominates in the first quarter of every year


ORDINARY = Pace(nominators=2, thankers=8, works=18, lines=100, reviews=6, statements=True)
GENEROUS = Pace(nominators=15, thankers=30, works=120, lines=400, reviews=60, statements=True)


# Lengths tried for the ordinary pace: every one at first, later about every half year.
_LENGTHS = (*range(1, 13), 14, 16, 18, 20, 22, 24, 28, 32, 36, CAREER_EPOCHS, CAREER_EPOCHS + 1)
_SHORT = 8


@dataclass(frozen=True)
class Shortfall:
    """What the generous pace does not reach: the lowest such tier ("" for a rule without), and the bounds it lacks."""

    tier: str
    multiple: float
    bounds: tuple[tuple[str, str, float, float], ...]  # kind, parameter, asked, measured


def shortfall(rule: Rule, policy: Policy) -> Shortfall | None:
    """None when the generous pace, after decades of tenure, meets every tier within the rule's window or ten years."""
    tiers = rule.tiers or (("", 1.0),)
    quarters = rule.counts_from or CAREER_EPOCHS
    decision = None
    for tried in sorted({min(_SHORT, quarters), quarters}):  # most rules are met soon, and that is cheap to see
        decision = _decision(rule, GENEROUS, tried, policy, CAREER_DAYS)
        if decision.eligible and decision.tier == (rule.tiers[-1][0] if rule.tiers else ""):
            return None
    assert decision is not None
    reached = [name for name, _ in tiers].index(decision.tier) + 1 if decision.eligible else 0
    tier, multiple = tiers[reached]
    return Shortfall(tier, multiple, tuple(_lacking(rule, decision, multiple)))


def _lacking(rule: Rule, decision: Decision, multiple: float) -> Iterator[tuple[str, str, float, float]]:
    measured = {result.path: result.measures for result in decision.criteria}
    for path, condition in rule.conditions:
        for bound in condition.kind.thresholds(condition.values, multiple):
            reached = measured[path][bound.measure]
            if reached < bound.asked:
                yield condition.kind_name, bound.parameter, bound.asked, reached


def ordinary_quarters(rule: Rule, policy: Policy) -> int | None:
    """Quarters at the ordinary pace until a newcomer wins the badge, badges that it asks for aside; None: over ten
    years."""
    met = (n for n in _LENGTHS if _decision(rule, ORDINARY, n, policy, 0).eligible)
    return next(met, None)


def _decision(rule: Rule, pace: Pace, quarters: int, policy: Policy, tenure_days: int) -> Decision:
    ids = {slug: number for number, slug in enumerate(sorted(rule.needs), start=_BADGE + 1)}
    facts = _facts(pace, quarters, policy, len(ids), tenure_days)
    at = policy.epoch_start(quarters) - DAY
    live = LiveRule(_BADGE, 1, rule, ids | {rule.badge: _BADGE})
    found = judge(facts, [live], policy, at=at, persons=facts.people.id[:1], blanks=True)
    return found.decisions[_PERSON, _BADGE]


@lru_cache(maxsize=16)
def _facts(pace: Pace, quarters: int, policy: Policy, held: int, tenure_days: int) -> Facts:
    """From the policy's first quarter on, so that paths of different length begin alike."""
    start = policy.epoch_start(0)
    works = list(_works(pace, quarters, policy))
    return Facts(
        people=People.of([(_PERSON, _team(0), False, start - tenure_days * DAY, None), *_colleagues()]),
        teams=Teams.of(_tree()),
        gifts=Gifts.of(_gifts(pace, quarters, policy)),
        outcomes=Outcomes.of(outcome for outcome, _, _ in works),
        contributions=Contributions.of(contribution for _, contribution, _ in works),
        verifications=Verifications.of(verification for _, _, verification in works),
        held=Held.of((_PERSON, _BADGE + 1 + n, start) for n in range(held)),
        usage_weeks=_usage(quarters, policy),
    )


def _tree() -> Iterator[tuple[int, int | None]]:
    """Root 1, then divisions, departments and teams, numbered level by level."""
    yield 1, None
    for number in range(_DIVISIONS):
        yield 2 + number, 1
    for number in range(_DIVISIONS * _DEPARTMENTS):
        yield 2 + _DIVISIONS + number, 2 + number // _DEPARTMENTS
    for number in range(_N_TEAMS):
        yield _team(number), 2 + _DIVISIONS + number // _TEAMS


def _team(number: int) -> int:
    return 2 + _DIVISIONS + _DIVISIONS * _DEPARTMENTS + number


def _colleagues() -> Iterator[tuple[int, int, bool, None, None]]:
    for number in range(_COLLEAGUES):
        yield _FIRST_COLLEAGUE + number, _team(number % _N_TEAMS), False, None, None


def _colleague(number: int) -> tuple[int, int]:
    """The number-th (id, team) whom the person meets: every third of the own team, the others in turn."""
    turn, place = divmod(number, 3)
    index = (turn % _TEAM_SIZE) * _N_TEAMS if place == 0 else 1 + (2 * turn + place - 1) % (_COLLEAGUES - 1)
    return _FIRST_COLLEAGUE + index, _team(index % _N_TEAMS)


def _gifts(pace: Pace, quarters: int, policy: Policy) -> Iterator[tuple[int | None, ...]]:
    number = 0
    for quarter in range(quarters):
        at = policy.epoch_start(quarter) + 40 * DAY
        for nth in range(pace.nominators):
            giver, team = _colleague(quarter * pace.nominators + nth)
            yield _gift(number, _BADGE, UNKNOWN, giver, team, at, Relation.PEER)
            number += 1
        for nth in range(pace.thankers):
            giver, team = _colleague(quarter * pace.thankers + nth)
            yield _gift(number, UNKNOWN, number % len(THANKS_KINDS), giver, team, at, Relation.PEER)
            number += 1
        if pace.statements and quarter % 4 == 0:
            # People move: another manager every year.
            manager = _FIRST_COLLEAGUE + _COLLEAGUES - 1 - quarter // 4
            yield _gift(number, _BADGE, UNKNOWN, manager, _team(0), at, Relation.TO_REPORT)
            number += 1


def _gift(
    number: int, badge: int, thanks: int, giver: int, team: int, at: int, relation: Relation
) -> tuple[int | None, ...]:
    kind = GiftKind.THANKS if badge == UNKNOWN else GiftKind.NOMINATION
    return number, int(kind), badge, thanks, giver, _PERSON, at, team, _team(0), int(relation), None


Work = tuple[tuple[int | bool | None, ...], tuple[int, ...], tuple[int | None, ...]]


def _works(pace: Pace, quarters: int, policy: Policy) -> Iterator[Work]:
    """Outcome, contribution and verification: of the person's work, and of the work that the person reviews."""
    kinds = [place for place, kind in enumerate(OUTCOME_KINDS) if kind != "change_reverted"]
    number = 0
    for quarter in range(quarters):
        at = policy.epoch_start(quarter) + 20 * DAY
        for nth in range(pace.works + pace.reviews):
            own = nth < pace.works
            other, team = _colleague((quarter * pace.works + nth) if own else quarter * pace.reviews + nth)
            author, verifier = (_PERSON, other) if own else (other, _PERSON)
            yield (
                (number, kinds[nth % len(kinds)], at, number, UNKNOWN, pace.lines, True, None),
                (number, author, _team(0) if own else team),
                (number, number, verifier, at + DAY, team if own else _team(0), None),
            )
            number += 1


def _usage(quarters: int, policy: Policy) -> UsageWeeks:
    """A person who uses the tool on most days of every week, at a human rhythm."""
    weeks = range(quarters * policy.epoch_days // 7)
    return UsageWeeks.of((_PERSON, week, 4, 60, 0.2, 5.0, 0.05) for week in weeks)
