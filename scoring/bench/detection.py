"""`python -m scoring.bench detection [SEEDS]`: how much of what is planted is found, at 1 % honest harm.

Background: the last year of harbour, every acknowledgement read as a gift, and the same with the first gift of every
pair only. Attacks of the drill are planted until 1 % of the year's gifts are theirs, and once more as one group alone.
An honest person is harmed when more than a tenth of what the person received is flagged. Every method flags its most
suspicious pairs until one more would harm more than 1 % of the honest receivers; ours also stops where reviewers
would be wrong more often than right (LOOK_AT). Seeds here, the year, and attacks marked * were not fitted on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

import numpy as np

from scoring.bench.baselines import baselines
from scoring.bench.detection_trials import HARM, LOSS, Trial, at_budget, background, mean_of, trial
from scoring.bench.harbour_gifts import HARBOUR
from scoring.bench.planted import EFFORT, EIGHT, KINDS, TUNED_ON
from scoring.engine.combined_score import LOOK_AT, combined_score
from scoring.engine.detectors import DETECTORS
from scoring.engine.facts import DAY
from scoring.engine.findings import About, factors, rows_of
from scoring.engine.policy import CURRENT

FIRST_SEED = 1_000
FEW = 3  # seeds; each takes one to two minutes for each of the four tables
DETECTORS_OF_GIFTS = ("N02", "N03", "N04", "N06", "N07")
OURS = "one score (ours)"
Cell = tuple[float, float]


def main(words: list[str]) -> None:
    seeds = int(words[0]) if words else FEW
    if not HARBOUR.is_dir():
        sys.stdout.write("harbour: the sample data is not here; left out\n")
        return
    for effort in (EFFORT, 0.0):
        for single in (False, True):
            _run(seeds, effort, single=single)


def _run(seeds: int, effort: float, *, single: bool) -> None:
    started, population = time.perf_counter(), background(0, single=single)
    cells: dict[str, dict[str, list[Cell]]] = {}
    alone: dict[str, list[tuple[float, float, float]]] = {}
    for kind in KINDS:
        for seed in range(FIRST_SEED, FIRST_SEED + seeds):
            one = trial(population, kind, seed, effort)
            for name, cell in _measured(one):
                cells.setdefault(name, {}).setdefault(kind, []).append(cell)
            alone.setdefault(kind, []).append(by_themselves(one))
    name = "single edges" if single else "multi-edge"
    planted = f"{effort:.0%} of the gifts planted" if effort else "one group planted"
    sys.stdout.write(f"### {name}, {planted}: {len(population.year)} gifts, {len(population.people)} people\n\n")
    _report(cells, alone)
    sys.stdout.write(f"\n{seeds} seeds, {time.perf_counter() - started:.0f} s\n\n")


def _measured(one: Trial) -> Iterable[tuple[str, Cell]]:
    gifts = one.standing.gifts
    before = gifts.take(gifts.at <= one.standing.at - CURRENT.detectors.year_days * DAY)
    for name, score in baselines(one.counted.pairs, before).items():
        yield name, at_budget(one.counted, score)
    score = combined_score(one.signs).score
    yield OURS, at_budget(one.counted, score, LOOK_AT)
    yield "ours, whole budget", at_budget(one.counted, score)


def by_themselves(one: Trial) -> tuple[float, float, float]:
    """(recall, precision, share of honest receivers who lose more than a tenth) of what acts without a person."""
    findings = [f for code in DETECTORS_OF_GIFTS for f in DETECTORS[code].find(one.standing, CURRENT)]
    acting = factors(rows_of(findings), CURRENT, at=0).of(About.NOMINATION, one.gift) < 1.0
    honest = (one.label == 0) & ~np.isin(one.receiver, one.counted.pairs.receiver[one.counted.takes_part])
    people, of_gift = np.unique(one.receiver[honest], return_inverse=True)
    lost = np.bincount(of_gift, weights=acting[honest])
    hits = float(np.count_nonzero(acting & (one.label == 1)))
    harm = float(np.count_nonzero(lost > LOSS * np.bincount(of_gift)) / len(people))
    return hits / float(one.counted.planted.sum()), hits / max(1, int(np.count_nonzero(acting))), harm


def _report(cells: dict[str, dict[str, list[Cell]]], alone: dict[str, list[tuple[float, float, float]]]) -> None:
    kinds = [kind + ("" if kind in TUNED_ON else "*") for kind in KINDS]
    _row(["", *(kind.replace("_", " ") for kind in kinds), "mean of 8"])
    _row(["---"] * (len(kinds) + 2))
    for name, by_kind in cells.items():
        means = [np.mean(by_kind[kind], axis=0) for kind in KINDS]
        _row([name, *(f"{r:.2f} / {p:.2f}" for r, p in means), "{:.2f} / {:.2f}".format(*mean_of(by_kind, EIGHT))])
    acting = [np.mean(alone[kind], axis=0) for kind in KINDS]
    _row(["what acts without a person", *(f"{r:.2f} / {p:.2f}" for r, p, _ in acting), "–"])
    harm = max(float(h) for _, _, h in acting)
    best = max((mean_of(by_kind, EIGHT)[0], name) for name, by_kind in cells.items() if "ours" not in name)
    ours = mean_of(cells[OURS], EIGHT)[0]
    ratio = f"ratio {ours / best[0]:.1f}" if best[0] > 0 else "the baselines find nothing"
    sys.stdout.write(
        f"\nBaseline ({best[1]}) {best[0]:.2f}, ours {ours:.2f}, {ratio}. "
        f"Honest receivers who lose more than a tenth by what acts without a person: at most {harm:.1%} "
        f"(allowed {HARM:.0%}).\n"
    )


def _row(cells: list[str]) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
