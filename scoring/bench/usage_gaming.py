"""`python -m scoring.bench usage_gaming [SEEDS]`: which weeks of burnt tokens are found, at 1 % of honest weeks.

People of harbour (half-years with at least twenty changes) use a tool around their real changes, in sessions cut from
real traces; a quarter of them also burns tokens for eight weeks, one attack a trial. Every signal may touch as many
of the weeks of honest people as make 1 %; recall is of the weeks of the attack. Numbers were chosen on the first
three years and these seven attacks ("tuned on"); "reported" are the last three years, and three
attacks that were written when every number was fixed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.bench.usage_gaming_attacks import ATTACK_WEEKS, ATTACKS, EVERY, HELD_BACK, burn, split
from scoring.bench.usage_gaming_company import START, WEEKS, Honest, Worker, honest_life, workers
from scoring.bench.usage_gaming_facts import AT, UsageRows, facts_of, usage_rows
from scoring.bench.usage_gaming_signals import single_signals
from scoring.bench.usage_gaming_traces import TRACES, Traces
from scoring.engine.facts import Bools, Facts, Floats
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.usage_score import usage_score

BUDGET = 0.01  # of honest weeks
FIRST_SEED = 1_000
FIRST_WEEK, LAST_WEEK = 8, WEEKS - 3  # with some history, and with the time in which work shows
OURS, UNKEYED = "one score (ours)", "the same without prompt keys"


@dataclass(frozen=True)
class Trial:
    """Rows are weeks: those of honest people (`attacked` false) and the attacked weeks of the others."""

    attacked: Bools
    acts: Bools
    scores: Mapping[str, Floats]

    def recall(self, name: str) -> float:
        score = self.scores[name]
        honest = np.sort(score[~self.attacked])[::-1]
        limit = honest[int(BUDGET * len(honest))]
        return float(np.mean(score[self.attacked] > limit))

    def shares(self) -> tuple[float, float]:
        """(honest weeks, attacked weeks) that the score acts on as it is shipped."""
        return float(np.mean(self.acts[~self.attacked])), float(np.mean(self.acts[self.attacked]))


def trials(part: str, traces: Traces, seed: int, kinds: tuple[str, ...] = tuple(ATTACKS)) -> dict[str, Trial]:
    """One company, once for each attack."""
    everybody = workers(part)
    rng = np.random.default_rng(seed)
    lives = [honest_life(worker, traces, rng) for worker in everybody]
    honest = [usage_rows(n, life.requests, life.declared) for n, life in enumerate(lives)]
    return {kind: _trial(kind, everybody, lives, honest, traces, seed) for kind in kinds}


def _trial(
    kind: str, everybody: list[Worker], lives: list[Honest], honest: list[UsageRows], traces: Traces, seed: int
) -> Trial:
    rng = np.random.default_rng([seed, list(EVERY).index(kind)])
    latest = LAST_WEEK + 1 - ATTACK_WEEKS
    able = [n for n, one in enumerate(everybody) if one.here[0] + 6 <= latest and one.here[1] >= LAST_WEEK]
    usage, changes, first = list(honest), {n: one.changes for n, one in enumerate(everybody)}, {}
    for n in sorted(rng.choice(able, len(able) // 4, replace=False).tolist()):
        first[n] = int(rng.integers(max(FIRST_WEEK, everybody[n].here[0] + 6), latest + 1))
        usage[n] = usage_rows(n, burn(kind, lives[n], traces, rng, first[n], everybody[n].here), lives[n].declared)
        if kind == "mimic + split":
            changes[n] = split(changes[n], rng, first[n])
    return score_weeks(facts_of(usage, changes), first)


def score_weeks(facts: Facts, first: Mapping[int, int]) -> Trial:
    """`first`: the first attacked week of each attacker."""
    found = usage_score(stand(facts, CURRENT, at=AT))
    signs, start = found.signs, int(CURRENT.weeks_of(np.array([START]))[0])
    week = signs.week - start
    begun = np.array([first.get(person, WEEKS + ATTACK_WEEKS) for person in signs.person.tolist()])
    attacked = (week >= begun) & (week < begun + ATTACK_WEEKS)
    judged = (week >= FIRST_WEEK) & (week <= LAST_WEEK)
    kept = judged & (attacked | ~np.isin(signs.person, list(first)))
    scores = {
        **single_signals(facts, signs, start),
        OURS: found.score,
        UNKEYED: found.score - signs.signs["repetition"],
    }
    return Trial(attacked[kept], found.acts[kept], {name: score[kept] for name, score in scores.items()})


def main(arguments: list[str]) -> None:
    seeds = int(arguments[0]) if arguments else 5
    if not TRACES.is_dir():
        sys.stdout.write("usage_gaming: the sample data is not here; left out\n")
        return
    started, traces = time.perf_counter(), Traces.read()
    for part in ("tuned on", "reported"):
        _report(part, [trials(part, traces, FIRST_SEED + n) for n in range(seeds)])
    held_back = tuple(HELD_BACK)
    _report(
        "reported, attacks of another kind", [trials(part, traces, FIRST_SEED + n, held_back) for n in range(seeds)]
    )
    sys.stdout.write(f"{seeds} seeds a part, {time.perf_counter() - started:.0f} s\n")


def _report(part: str, every: list[dict[str, Trial]]) -> None:
    kinds = list(every[0])
    sys.stdout.write(f"{part}: recall at {BUDGET:.0%} of honest weeks\n")
    sys.stdout.write(f"{'':34}" + "".join(f"{k:>16}" for k in kinds) + "    mean\n")
    means: dict[str, float] = {}
    for name in every[0][kinds[0]].scores:
        cells = [float(np.mean([one[kind].recall(name) for one in every])) for kind in kinds]
        means[name] = float(np.mean(cells))
        sys.stdout.write(f"{name:34}" + "".join(f"{cell:16.2f}" for cell in cells) + f"{means[name]:8.2f}\n")
    acting = np.array([[one[kind].shares() for kind in kinds] for one in every])
    cells = acting[:, :, 1].mean(axis=0).tolist()
    honest = acting[:, :, 0].mean(axis=1)
    sys.stdout.write(f"{'what acts by itself':34}" + "".join(f"{cell:16.2f}" for cell in cells))
    sys.stdout.write(f"{np.mean(cells):8.2f}   honest weeks {honest.mean():.2%} (worst seed {honest.max():.2%})\n")
    name, baseline = max(((n, m) for n, m in means.items() if n not in (OURS, UNKEYED)), key=lambda pair: pair[1])
    ours = means[OURS]
    sys.stdout.write(f"baseline ({name}) {baseline:.2f}, ours {ours:.2f}, ratio {ours / max(baseline, 0.01):.1f}\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
