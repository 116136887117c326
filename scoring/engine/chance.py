"""How likely chance alone gives what is seen: tails of counts, and many looks at once."""

from __future__ import annotations

from math import lgamma

import numpy as np

from scoring.engine.facts import Bools, Floats, Ints


def poisson_tail(seen: Ints, expected: Floats) -> Floats:
    """P(X >= seen) for X ~ Poisson(expected), elementwise; 1 where nothing is seen. Exact to about ten digits."""
    mean = np.maximum(expected.astype(np.float64), 1e-12)
    # Upwards from `seen` while terms matter; they shrink as soon as the count is above the mean.
    start = np.array([-m + k * np.log(m) - lgamma(k + 1) for k, m in zip(seen.tolist(), mean.tolist(), strict=True)])
    term = np.exp(start) if len(start) else start
    total, count = term.copy(), seen.astype(np.float64)
    while len(term) and bool(np.any(term > 1e-12 * np.maximum(total, 1e-300))):
        count = count + 1
        term = term * mean / count
        total = total + term
    return np.where(seen <= 0, 1.0, np.minimum(total, 1.0))


def binomial_tail(seen: int, tries: int, share: float) -> float:
    """P(X >= seen) for X ~ Binomial(tries, share)."""
    if seen <= 0:
        return 1.0
    if share <= 0.0:
        return 0.0
    if share >= 1.0:
        return 1.0
    logs = [
        lgamma(tries + 1) - lgamma(k + 1) - lgamma(tries - k + 1) + k * np.log(share) + (tries - k) * np.log1p(-share)
        for k in range(seen, tries + 1)
    ]
    return min(1.0, float(np.exp(logs).sum())) if logs else 0.0


def significant(p_values: Floats, level: float) -> Bools:
    """Benjamini-Hochberg: which of many looks stand out while at most `level` of those are false alarms."""
    if not len(p_values):
        return np.zeros(0, np.bool_)
    order = np.sort(p_values)
    passed = np.flatnonzero(order <= level * np.arange(1, len(order) + 1) / len(order))
    limit = order[passed[-1]] if len(passed) else -1.0
    return np.asarray(p_values <= limit)
