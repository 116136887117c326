"""O02 `rubber_stamp`: two people pass each other's work, or one passes mostly one other's.

    mutual share (verifications of the pair, both ways, in all that the two give) > 0.5 and the pair's median review
    time below the company's 1 % quantile; or > 0.5 of a verifier's approvals (at least 10) on one author

Source: bid and review rings of conferences (arXiv 2402.07860: even groups of 10 are hardly found by structure).
Two maintainers of one subsystem look the same, so p is the larger of the Poisson tail and of the share of
verifiers who do it as much: only what is rare in this company acts. At least 200 verifiers, else it abstains.
Effect: a second verifier is asked; the verification counts 0.5 until there is one.
"""

from __future__ import annotations

import numpy as np

from scoring.engine.chance import poisson_tail
from scoring.engine.detector import Detector
from scoring.engine.facts import DAY, Bools, Floats, Ints
from scoring.engine.findings import About, Finding
from scoring.engine.fixed import found
from scoring.engine.language import gettext_noop
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing
from scoring.engine.verdict import Evidence


def find(standing: Standing, policy: Policy) -> list[Finding]:
    numbers, pairs = policy.detectors, standing.verified_pairs
    at = standing.verifications.at[pairs.verification]
    rows = np.flatnonzero(pairs.independent & (at > standing.at - numbers.window_days * DAY))
    verifier, author, n = pairs.verifier[rows], pairs.author[rows], len(standing.persons)
    given = np.bincount(verifier, minlength=n)
    if (given > 0).sum() < numbers.least_peers:
        return []
    taken = np.bincount(author, minlength=n)
    key, of_row, count = np.unique(verifier * n + author, return_inverse=True, return_counts=True)
    one, other = key // n, key % n
    back, returned = found(key, other * n + one)
    mutual = np.where(returned, count + count[back], 0) / np.maximum(given[one] + given[other], 1)
    minutes = at[rows] - standing.outcomes.at[pairs.outcome[rows]]
    quick = _medians(of_row, minutes, len(key)) < np.quantile(minutes, numbers.stamp_quantile)
    share = count / given[one]
    enough = count >= numbers.stamp_approvals
    stamps = enough & ((share > numbers.stamp_share) | ((mutual > numbers.stamp_share) & quick))
    p_values = np.maximum(
        poisson_tail(count, given[one] * taken[other] / len(rows)), _rarity(share, one, count, enough)
    )
    findings = []
    for pair in np.flatnonzero(stamps).tolist():
        mine = np.unique(pairs.verification[rows[of_row == pair]])
        ids = sorted(standing.verifications.id[mine].tolist())
        people = (int(standing.persons[one[pair]]), int(standing.persons[other[pair]]))
        findings.append(
            Finding(
                code="O02",
                about=tuple((About.VERIFICATION, number) for number in ids),
                people=people,
                severity="review",
                factor=numbers.stamp_factor,
                p_value=float(p_values[pair]),
                at=int(standing.verifications.at[mine].max()),
                evidence=tuple(Evidence("verification", number) for number in ids),
                numbers={"approvals": float(count[pair]), "given": float(given[one[pair]])},
                identity=people,
            )
        )
    return findings


def _medians(index: Ints, values: Ints, size: int) -> Floats:
    order = np.lexsort((values, index))
    starts = np.searchsorted(index[order], np.arange(size))
    medians: Floats = values[order][starts + np.bincount(index, minlength=size) // 2].astype(np.float64)
    return medians


def _rarity(share: Floats, verifier: Ints, count: Ints, enough: Bools) -> Floats:
    """By pair: verifiers with a pair of at least this share and number of approvals, among all verifiers."""
    everybody = len(np.unique(verifier))
    rare = np.ones(len(share))
    for pair in np.flatnonzero(enough).tolist():
        as_much = enough & (share >= share[pair]) & (count >= count[pair])
        rare[pair] = len(np.unique(verifier[as_much])) / everybody
    return rare


DETECTOR = Detector(
    code="O02",
    name="rubber_stamp",
    family="outcomes",
    sentence=gettext_noop(
        "{approvals:.0f} of a verifier's {given:.0f} verifications in half a year are of one author's work."
    ),
    local=False,
    find=find,
)
