"""`python -m scoring.bench.detection [SEEDS]`: how much of what is planted is found, at 1 % honest harm.

Background: the last year of harbour, every acknowledgement read as a gift; and its single-edge variant. An honest
person is harmed when more than a tenth of what the person received is flagged. Every method flags its most
suspicious pairs until one more would harm more than 1 % of the honest receivers. Weights were tuned on the year
before, on five attacks; seeds here were never used for that.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

import numpy as np

from scoring.bench.harbour_gifts import HARBOUR, load_harbour_gifts
from scoring.bench.planted import ATTACKS, EIGHT, TUNED_ON, Attack, Background
from scoring.engine.combined_score import combined_score
from scoring.engine.detectors import DETECTORS
from scoring.engine.facts import Bools, Facts, Floats, Ints
from scoring.engine.findings import About, factors, rows_of
from scoring.engine.pair_signs import PairSigns
from scoring.engine.policy import CURRENT
from scoring.engine.recent_gifts import Pairs, recent
from scoring.engine.standing import stand

HARM, LOSS = 0.01, 0.10
FIRST_SEED = 1_000
RING_DETECTORS = ("N02", "N03", "N04", "N06")  # those that take weight from gifts without texts


@dataclass(frozen=True)
class Trial:
    pairs: Pairs
    honest: Floats  # gifts, by pair
    planted: Floats
    camouflage: Floats
    scores: dict[str, Floats]
    acting: Bools  # gifts that findings act on by themselves
    label: Ints
    receiver: Ints


def trial(background: Background, kind: str, seed: int) -> Trial:
    attack = Attack(background, np.random.default_rng([seed, list(ATTACKS).index(kind)]))
    ATTACKS[kind](attack)
    facts, label = attack.facts()
    standing = stand(facts, CURRENT, at=background.at)
    found = PairSigns.of(standing, CURRENT)
    pairs, gifts = found.pairs, recent(standing, CURRENT.detectors.year_days)
    of_label = label[np.searchsorted(facts.gifts.id, gifts.id, sorter=np.argsort(facts.gifts.id))]
    n = len(pairs.giver)
    parts = [np.bincount(pairs.of_gift, weights=of_label == k, minlength=n).astype(np.float64) for k in (0, 1, 2)]
    return Trial(
        pairs, parts[0], parts[1], parts[2],
        {**found.signs, "all together": combined_score(found).score}, _acting(facts, background.at, gifts.id), of_label,
        gifts.receiver,
    )  # fmt: skip


def _acting(facts: Facts, at: int, gift: Ints) -> Bools:
    standing = stand(facts, CURRENT, at=at)
    findings = [f for code in RING_DETECTORS for f in DETECTORS[code].find(standing, CURRENT)]
    return factors(rows_of(findings), CURRENT, at=0).of(About.NOMINATION, gift) < 1.0


def at_budget(trial: Trial, score: Floats) -> tuple[float, float]:
    """(recall, precision) over gifts."""
    receivers, receiver = np.unique(trial.pairs.receiver, return_inverse=True)
    received = np.bincount(receiver, weights=trial.honest, minlength=len(receivers))
    allowed = int(HARM * np.count_nonzero(received))
    lost, harmed, hits, misses = np.zeros(len(receivers)), 0, 0.0, 0.0
    floor = float(np.min(score))
    for row in np.argsort(-score, kind="stable").tolist():
        if score[row] <= floor:
            break
        who, was = receiver[row], lost[receiver[row]]
        now = was + trial.honest[row]
        if was <= LOSS * received[who] < now:
            if harmed == allowed:
                break
            harmed += 1
        lost[who] = now
        hits += trial.planted[row]
        misses += trial.honest[row] + trial.camouflage[row]
    return hits / float(trial.planted.sum()), hits / max(1.0, hits + misses)


def by_themselves(trial: Trial) -> tuple[float, float, float]:
    """(recall, precision, share of honest receivers who lose more than a tenth) of what acts without a person."""
    honest = trial.label == 0
    people, of_gift = np.unique(trial.receiver[honest], return_inverse=True)
    received = np.bincount(of_gift)
    lost = np.bincount(of_gift, weights=trial.acting[honest])
    hits = float(np.count_nonzero(trial.acting & (trial.label == 1)))
    harm = float(np.count_nonzero(lost > LOSS * received) / len(people))
    return hits / float(trial.planted.sum()), hits / max(1, int(np.count_nonzero(trial.acting))), harm


def main(seeds: int) -> None:
    if not HARBOUR.is_dir():
        sys.stdout.write("harbour: the sample data is not here; left out\n")
        return
    for single in (False, True):
        started = time.perf_counter()
        facts = load_harbour_gifts(single=single)
        background = Background(facts, int(facts.gifts.at.max()), single)
        trials = {kind: [trial(background, kind, FIRST_SEED + n) for n in range(seeds)] for kind in ATTACKS}
        _report("single edges" if single else "multi-edge", background, trials)
        sys.stdout.write(f"{seeds} seeds, {time.perf_counter() - started:.0f} s\n\n")


def _report(name: str, background: Background, trials: dict[str, list[Trial]]) -> None:
    sys.stdout.write(f"{name}: {len(background.year)} gifts, {len(background.people)} people; recall / precision\n")
    names = list(next(iter(trials.values()))[0].scores)
    table = {
        n: {k: np.mean([at_budget(t, t.scores[n]) for t in ts], axis=0) for k, ts in trials.items()} for n in names
    }
    sys.stdout.write(
        f"{'':14}" + "".join(f"{k + ('' if k in TUNED_ON else '*'):>15}" for k in trials) + "   mean of 8\n"
    )
    for n in names:
        cells = "".join(f"{f'{r:.2f} / {p:.2f}':>15}" for r, p in table[n].values())
        recall, precision = np.mean([table[n][k] for k in EIGHT], axis=0)
        sys.stdout.write(f"{n:14}{cells}   {recall:.2f} / {precision:.2f}\n")
    alone = {k: np.mean([by_themselves(t) for t in ts], axis=0) for k, ts in trials.items()}
    cells = "".join(f"{f'{r:.2f} / {p:.2f}':>15}" for r, p, _ in alone.values())
    harm = max(float(h) for _, _, h in alone.values())
    sys.stdout.write(f"{'act alone':14}{cells}   honest harm at most {harm:.3f}\n")
    ours, baseline = (float(np.mean([table[n][k][0] for k in EIGHT])) for n in ("all together", "concentration"))
    sys.stdout.write(
        f"baseline (giver concentration) {baseline:.2f}, ours {ours:.2f}, ratio {ours / max(baseline, 0.01):.1f}\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
