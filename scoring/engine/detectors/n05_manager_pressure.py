"""N05 `manager_pressure`: a team speaks, or uses a tool, as if it had been told to.

    a surge (N04) of people under one manager who is its receiver, or who gave to the same receiver or to one of
    the givers < 48 h before; or whose texts are near-equal (MinHash >= 0.7, most of them);
    likewise >= 3 in 4 of a team (at least 4 people) at twice their own median requests in one week

Source: commanded campaigns (peer-award programmes, leaderboards of tools); surges are found, reasons are not.
Effect: opens a case about the pressure. Factor 1: givers and team lose nothing, whoever they work for.
p: of the surge; for usage a binomial tail with the share of everybody at twice their median in that week.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import binomial_tail
from scoring.engine.detector import Detector
from scoring.engine.facts import UNKNOWN, Bools, Ints
from scoring.engine.findings import About, Finding, usage_week_ids
from scoring.engine.fixed import found
from scoring.engine.language import gettext_noop
from scoring.engine.near_texts import near_pairs
from scoring.engine.policy import Policy
from scoring.engine.recent_gifts import about, evidence
from scoring.engine.standing import Standing
from scoring.engine.surges import Surge, surges
from scoring.engine.usage_grid import UsageGrid, quantile, usage_grid
from scoring.engine.verdict import Evidence


def find(standing: Standing, policy: Policy) -> list[Finding]:
    return [*_of_gifts(standing, policy), *_of_usage(standing, policy)]


def _of_gifts(standing: Standing, policy: Policy) -> list[Finding]:
    managers = standing.facts.managers
    manager_of = dict(zip(managers.person.tolist(), managers.manager.tolist(), strict=True))
    findings = []
    for surge in surges(standing, policy):
        acted = _acted(standing, surge, manager_of, policy.detectors.pressure_hours * 3600)
        if acted or _same_words(standing, surge, policy.detectors.copy_similarity):
            first, last = int(surge.gifts.at[0]), int(surge.gifts.at.max())
            findings.append(
                Finding(
                    code="N05",
                    about=about(surge.gifts),
                    people=tuple(g for g in surge.givers if g not in set(manager_of.values())),  # whom to ask
                    severity="review",
                    factor=1.0,
                    p_value=surge.p_value,
                    at=last,
                    evidence=evidence(surge.gifts),
                    numbers={"people": len(surge.givers), "days": policy.detectors.surge_days},
                    identity=(surge.team, surge.receiver, first),
                )
            )
    return findings


def _acted(standing: Standing, surge: Surge, manager_of: dict[int, int], seconds: int) -> bool:
    """All are led by one person, who is the receiver or gave to one of them shortly before the first of them."""
    for manager in sorted({manager_of[giver] for giver in surge.givers if giver in manager_of}):
        led = [giver for giver in surge.givers if giver != manager]
        if any(manager_of.get(giver) != manager for giver in led):
            continue
        if manager == surge.receiver:
            return True
        gifts, first = standing.gifts, int(surge.gifts.at[surge.gifts.giver != manager][0])
        near = (gifts.giver == manager) & (gifts.at <= first) & (gifts.at > first - seconds)
        if np.any(near & np.isin(gifts.receiver, [surge.receiver, *led])):
            return True
    return False


def _same_words(standing: Standing, surge: Surge, similarity: float) -> bool:
    """Most of the surge's texts have a near-equal one in it."""
    texts, gifts = standing.facts.texts, surge.gifts
    keys = set(zip(gifts.kind.tolist(), gifts.id.tolist(), strict=True))
    mine = [key in keys for key in zip(texts.kind.tolist(), texts.gift.tolist(), strict=True)]
    near = near_pairs(texts.take(np.array(mine, np.bool_)), similarity) if any(mine) else []
    return len({row for pair in near for row in pair}) * 2 > len(gifts)


def _of_usage(standing: Standing, policy: Policy) -> list[Finding]:
    """A few matrices of people x 26 weeks. Weeks before are not read: their requests are forgotten, and would be 0."""
    numbers, grid = policy.detectors, standing.once(usage_grid)
    compared, jumped = _jumps(grid, numbers.jump_times)
    teams, team = np.unique(_team_of(standing, grid), return_inverse=True)
    people, up = _by_team(compared, team, len(teams)), _by_team(jumped, team, len(teams))
    everybody = jumped.sum(axis=0) / np.maximum(compared.sum(axis=0), 1)
    enough = (teams != UNKNOWN)[:, None] & (people >= numbers.jump_team) & (up >= numbers.jump_share * people)
    findings = []
    for week, row in zip(*np.nonzero(enough.T), strict=True):
        p_value = binomial_tail(int(up[row, week]), int(people[row, week]), float(everybody[week]))
        if p_value < numbers.surge_level:
            who = grid.people[jumped[:, week] & (team == row)]
            findings.append(_jump_finding(who, grid.first_week + int(week), int(teams[row]), p_value, policy))
    return findings


def _jumps(grid: UsageGrid, times: float) -> tuple[Bools, Bools]:
    """By person and week: whether at least four earlier weeks are known, and whether requests are at `times` their
    median (the lower of two) or more."""
    requests = grid.sketch["requests"]
    usual = np.full(grid.shape, np.nan)
    for week in range(_EARLIER_WEEKS, grid.shape[1]):
        usual[:, week] = quantile(requests[:, :week], 0.5, 1)
    known = ~np.isnan(requests)
    compared = known & (np.cumsum(known, axis=1) > _EARLIER_WEEKS)
    return compared, compared & (requests >= times * np.maximum(1.0, usual))


_EARLIER_WEEKS = 4  # fewer give no median to speak of


def _team_of(standing: Standing, grid: UsageGrid) -> Ints:
    """Today's, by row of the grid."""
    people = standing.facts.people
    order = np.argsort(people.id, kind="stable")
    place, known = found(people.id[order], grid.people)
    teams = np.full(len(grid.people), UNKNOWN)
    teams[known] = people.team[order][place[known]]
    return teams


def _by_team(of_people: Bools, team: Ints, teams: int) -> Ints:
    """How many, by team and week."""
    counts = np.zeros((teams, of_people.shape[1]), np.int64)
    np.add.at(counts, team, of_people)
    return counts


def _jump_finding(people: Ints, week: int, team: int, p_value: float, policy: Policy) -> Finding:
    ids = usage_week_ids(people, np.full(len(people), week)).tolist()
    return Finding(
        code="N05",
        about=tuple((About.USAGE_WEEK, number) for number in ids),
        people=tuple(people.tolist()),
        severity="review",
        factor=1.0,
        p_value=p_value,
        at=policy.anchor + (week + 1) * 7 * 86_400 - 1,
        evidence=tuple(Evidence("usage_week", number) for number in ids),
        numbers={"people": len(people), "days": 7},
        identity=(team, week),
    )


DETECTOR = Detector(
    code="N05",
    name="manager_pressure",
    family="nominations",
    sentence=gettext_noop(
        "{people:.0f} people of one team gave recognition within {days:.0f} days, as if they had been asked to."
    ),
    sentence_of_use=gettext_noop(
        "{people:.0f} people of one team used a tool much more in one week, as if they had been asked to."
    ),
    local=False,
    find=find,
)
