"""`python -m scoring.bench.detection_fit [SEEDS]`: the points of score_card.py, fitted again and printed.

Logistic regression on steps with all points held at or above zero (projected Newton steps, ridge), on three years of
harbour before the one that the benchmark reports, both backgrounds, the attack kinds of TUNED_ON. The last of these
years is also shown by itself after a fit on the other two: what was chosen, was chosen by it.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from scoring.bench.detection_trials import Trial, at_budget, background, mean_of, trial
from scoring.bench.planted import EIGHT, KINDS, TUNED_ON
from scoring.engine.combined_score import ROUNDS, combined_score, own_score, own_signs, points
from scoring.engine.facts import Bools, Floats
from scoring.engine.group_signs import GROUP_SIGNS, group_signs
from scoring.engine.score_card import Card, Steps

YEARS, CHECKED = (1, 2, 3), 1
LEVELS = (-2.5, -2.0, -1.5, -1.0)  # of the score, at which a reviewer could begin to look
RIDGE, STEPS = 5.0, 60
LEAST_GAIN = 0.01  # of the log likelihood, in a step
FADING = 0.1  # points under this are left out
NEARLY_ALL = 0.9  # a step that this share of all pairs reaches tells nothing
QUANTILES = (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95)


def fit(trials: list[Trial]) -> Card:
    """Own signs first; then the group signs, made from what the first fit says, and once more from that."""
    is_planted = np.concatenate([one.counted.planted > 0 for one in trials])
    found = [own_signs(one.signs) for one in trials]
    names = tuple(found[0])
    values = {name: np.concatenate([signs[name] for signs in found]) for name in names}
    base, _, own = _card(values, is_planted)
    card = Card(base, own, 0.0, 1.0, {})
    alone = [own_score(one.signs, card) for one in trials]
    scores = alone
    for _ in range(ROUNDS):
        around = [
            group_signs(one.signs.pairs, one.signs.began, score) for one, score in zip(trials, scores, strict=True)
        ]
        values = {name: np.concatenate([signs[name] for signs in around]) for name in GROUP_SIGNS}
        base, kept, group = _card(values, is_planted, np.concatenate(alone))
        card = replace(card, base=base, kept=kept, group=group)
        scores = [
            base + kept * mine + sum((points(signs[name], steps) for name, steps in group.items()), np.zeros(len(mine)))
            for mine, signs in zip(alone, around, strict=True)
        ]
    return card


def _card(
    values: dict[str, Floats], is_planted: Bools, own: Floats | None = None
) -> tuple[float, float, dict[str, Steps]]:
    """(constant, weight of the own score, steps by sign)."""
    least = {name: _steps(sign, is_planted) for name, sign in values.items()}
    columns = [(name, step) for name, steps in least.items() for step in steps]
    rows = np.stack([values[name] >= step for name, step in columns], axis=1).astype(np.float64)
    if own is not None:
        rows = np.column_stack([own, rows])
    base, weights = fit_logistic(rows, is_planted)
    kept = float(weights[0]) if own is not None else 1.0
    card: dict[str, list[tuple[float, float]]] = {}
    for (name, step), weight in zip(columns, weights.tolist()[own is not None :], strict=True):
        if weight > FADING:
            card.setdefault(name, []).append((step, round(weight, 2)))
    return base, kept, {name: tuple(steps) for name, steps in card.items()}


def _steps(sign: Floats, is_planted: Bools) -> list[float]:
    """Where a step may be: quantiles of the positive values, of planted pairs and of all, to two digits."""
    found = {float(f"{step:.2g}") for some in (sign[is_planted], sign) for step in _quantiles(some[some > 0])}
    return sorted(step for step in found if step > 0.0 and np.mean(sign >= step) < NEARLY_ALL)


def _quantiles(values: Floats) -> list[float]:
    return [float(step) for step in np.quantile(values, QUANTILES)] if len(values) else []


def fit_logistic(rows: Floats, is_planted: Bools) -> tuple[float, Floats]:
    """(constant, weights): Newton steps on the free weights, halved until they help; none falls below zero."""
    spread = np.maximum(rows.std(axis=0), 1e-9)
    data = np.column_stack([np.ones(len(rows)), rows / spread])
    ridge = np.r_[0.0, np.full(rows.shape[1], RIDGE)]
    weights = np.zeros(data.shape[1])
    weights[0] = np.log(is_planted.mean() / (1 - is_planted.mean()))

    def loss(some: Floats) -> float:
        scale = data @ some
        return float(np.logaddexp(0.0, scale).sum() - scale[is_planted].sum() + 0.5 * (ridge * some**2).sum())

    now = loss(weights)
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(data @ weights)))
        slope = data.T @ (chance - is_planted) + ridge * weights
        free = (weights > 0) | (slope < 0)
        free[0] = True
        curve = (data[:, free] * (chance * (1 - chance))[:, None]).T @ data[:, free] + np.diag(ridge[free] + 1e-6)
        step, size = np.zeros(len(weights)), 1.0
        step[free] = np.linalg.solve(curve, slope[free])
        after = weights
        while size > 1e-4:
            after = weights - size * step
            after[1:] = np.maximum(after[1:], 0.0)
            if loss(after) < now:
                break
            size /= 2
        gained = now - loss(after)
        if gained < LEAST_GAIN:
            break
        weights, now = after, now - gained
    return float(weights[0]), weights[1:] / spread


def main(seeds: int) -> None:
    trials: dict[int, list[Trial]] = {}
    for year in YEARS:
        populations = [background(year, single=single) for single in (False, True)]
        kinds = KINDS if year == CHECKED else TUNED_ON
        trials[year] = [trial(p, kind, n) for p in populations for kind in kinds for n in range(seeds)]
    earlier = fit([one for year in YEARS if year != CHECKED for one in trials[year]])
    scored = [(one, combined_score(one.signs, earlier).score) for one in trials[CHECKED]]
    for least in (None, *LEVELS):
        for single in (False, True):
            cells: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
            for one, score in scored:
                if one.single == single:
                    cells[one.kind].append(at_budget(one.counted, score, least))
            recall, precision = mean_of(cells, EIGHT)
            sys.stdout.write(f"{'single' if single else 'multi'}, from {least}: {recall:.2f} / {precision:.2f}\n")
    card = fit([one for year in YEARS for one in trials[year] if one.kind in TUNED_ON])
    sys.stdout.write(f"\n{as_code(card)}")


def as_code(card: Card) -> str:
    """The assignment of score_card.py."""
    own, group = ("".join(f'        "{n}": {s},\n' for n, s in part.items()) for part in (card.own, card.group))
    return (
        f"CARD = Card(\n    own_base={card.own_base:.2f},\n    own={{\n{own}    }},\n    base={card.base:.2f},\n"
        f"    kept={card.kept:.2f},\n    group={{\n{group}    }},\n)\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
