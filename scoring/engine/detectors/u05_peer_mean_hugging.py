"""U05 `peer_mean_hugging`: people keep what they consume just above the mean they are shown.

    r = a person's tokens of a month / mean of the others, with the same tool; hugging: 1 <= r <= 1.03 in 3 of 6 months
    expected = the most people who stay as often in one of the two bands of 0.03 below or the two above, at least 1
    alarm when chance (Poisson) gives as many hugging people less than once in a thousand

Source: minimum spends with a look-up of peers, 2026: people set their spend just above the average. Of one person it
says nothing (somebody is always near a mean), so it speaks of the number that is shown and names nobody. Who consumes
the same every month stays in some band by chance, but not more often in this one than in those beside it.
Two means are tried: that of everybody with the tool, and that of the person's team. At least 200 people, else it
abstains. Effect: alarm; whoever shows that mean should hide it. Nobody loses anything.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.detector import Detector
from scoring.engine.facts import DAY, UNKNOWN, Floats, Ints
from scoring.engine.findings import Finding
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing

MONTH = 30 * DAY
MONTHS = 6
BESIDE = (-2, -1, 1, 2)  # bands
EVERYBODY, TEAM = 0, 1


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers, findings = policy.detectors, []
    for tool, mean, ratio in _ratios(standing):
        if len(ratio) < numbers.least_peers:
            continue
        band = np.floor((ratio - 1) / numbers.hug_width)  # 0: just above; NaN is in none
        stay = {b: int(np.count_nonzero((band == b).sum(axis=1) >= numbers.hug_months)) for b in (0, *BESIDE)}
        seen, expected = stay[0], float(max(1, *(stay[b] for b in BESIDE)))
        p_value = float(poisson_tail(np.array([seen]), np.array([expected]))[0])
        if p_value < numbers.surge_level:
            findings.append(
                Finding(
                    code="U05",
                    about=(),
                    people=(),
                    severity="alarm",
                    factor=1.0,
                    p_value=p_value,
                    at=standing.at,
                    evidence=(),
                    numbers={"people": seen, "expected": expected, "months": numbers.hug_months},
                    identity=(tool, mean),
                )
            )
    return findings


def _ratios(standing: Standing) -> Iterator[tuple[int, int, Floats]]:
    """By tool and mean: people x the last six months; NaN where nothing was consumed, or nobody else consumes."""
    days = standing.facts.usage_days
    month = (standing.at - days.day) // MONTH
    days = days.take((days.day <= standing.at) & (month < MONTHS))
    team_of = standing.facts.people
    order = np.argsort(team_of.id)
    for tool in np.unique(days.tool).tolist():
        mine = days.take(days.tool == tool)
        people, row = np.unique(mine.person, return_inverse=True)
        flat = np.bincount(
            row * MONTHS + (standing.at - mine.day) // MONTH,
            weights=mine.input_tokens + mine.output_tokens, minlength=len(people) * MONTHS,
        )  # fmt: skip
        tokens = flat.astype(np.float64).reshape(len(people), MONTHS)
        place = np.minimum(np.searchsorted(team_of.id[order], people), max(len(order) - 1, 0))
        team = team_of.team[order][place] if len(order) else np.full(len(people), UNKNOWN)
        for mean, group in ((EVERYBODY, np.zeros(len(people), np.int64)), (TEAM, team)):
            yield tool, mean, _against_others(tokens, group)


def _against_others(tokens: Floats, group: Ints) -> Floats:
    groups, of = np.unique(group, return_inverse=True)
    total, many = np.zeros((len(groups), MONTHS)), np.zeros((len(groups), MONTHS))
    np.add.at(total, of, tokens)
    np.add.at(many, of, tokens > 0)
    others = many[of] - 1
    ratio = np.full(tokens.shape, np.nan)
    known = (tokens > 0) & (others > 0) & (group != UNKNOWN)[:, None]
    ratio[known] = tokens[known] / ((total[of] - tokens)[known] / others[known])
    return ratio


DETECTOR = Detector(
    code="U05",
    name="peer_mean_hugging",
    family="usage",
    sentence=gettext_noop(
        "{people:.0f} people kept what they consume just above the mean of others for {months:.0f} months, where "
        "{expected:.1f} would be expected: that mean should not be shown."
    ),
    local=False,
    find=find,
)
