"""`python -m scoring.bench gain [SEEDS]`: what attacks gain, over what as many independent gifts would.

Backgrounds: harbour with every acknowledgement read as a gift, the same with only the first gift of every pair, and
brook. Real people turn attackers, with their own past. The honest counterpart: as many gifts, at the same times, to the
same people, each by another person of another team who never met the receiver. The baseline is the formula without
independence of voices and without findings, in the same run. Policy numbers were chosen on seeds below 100.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from scoring.bench.brook_gifts import BROOK, load_brook_gifts
from scoring.bench.gain_gate import gated, proven_share
from scoring.bench.harbour_gifts import HARBOUR, load_harbour_gifts
from scoring.engine.detectors import DETECTORS
from scoring.engine.drill.attacks import ATTACKS
from scoring.engine.drill.gains import measured
from scoring.engine.drill.honest import honest_counterpart
from scoring.engine.drill.planting import plant
from scoring.engine.drill.plot import Plot
from scoring.engine.drill.population import Population
from scoring.engine.drill.texts import with_invented_texts
from scoring.engine.drill.watching import Seen, found_over_a_year, watched
from scoring.engine.facts import Facts, Floats, GiftKind
from scoring.engine.policy import CURRENT, Policy
from scoring.engine.standing import stand
from scoring.engine.support import SupportQuery, peer_support

EIGHT = (
    "reciprocal_pair", "ring", "clique", "thin_star", "camouflage", "slow_drip", "manager_surge", "cross_team_bloc",
)  # fmt: skip
FIRST_SEED = 1_000
FEW = 2  # seeds, for a look within `make bench`; the reported figures have five
PLAIN = replace(CURRENT, tied_keep=1.0)  # every voice independent
LOOKING = {code: d for code, d in DETECTORS.items() if d.family == "nominations" and code not in ("N08", "N10")}
Gain = tuple[float, float]  # of the attack, of its honest counterpart


@dataclass(frozen=True)
class Background:
    name: str
    population: Population
    seen: Seen
    proven: float  # share of the year's honest gifts whose receiver passes the outcome gate: those count behind it

    @classmethod
    def of(cls, name: str, facts: Facts, *, single: bool) -> Background:
        facts = with_invented_texts(facts, np.random.default_rng(5))
        at = int(facts.gifts.at.max())
        population = Population(facts, at, single)
        seen = found_over_a_year(facts, LOOKING, CURRENT, at=at)
        return cls(name, population, seen, proven_share(population))

    def support(self, facts: Facts, people: Collection[int], policy: Policy) -> float:
        return measured(
            facts, "support", people, policy, at=self.population.at, said=(GiftKind.NOMINATION, self.population.badge)
        )

    def with_findings(self, plot: Plot) -> tuple[Facts, Facts]:
        """The facts with the plot: as they are, and with what detectors find in a year."""
        facts, _ = plant(plot)
        seen = found_over_a_year(facts, LOOKING, CURRENT, at=self.population.at, since=plot.since, known=self.seen)
        return facts, watched(facts, seen)


def trial(background: Background, kind: str, seed: int) -> dict[str, Gain]:
    """Gains without independence and findings, with independence, with both, and behind the outcome gate."""
    plot = Plot(background.population, np.random.default_rng([seed, *kind.encode()]))
    ATTACKS[kind].plan(plot)
    honest = honest_counterpart(plot)
    people, plain = plot.beneficiaries, background.population.facts
    (attacked, attacked_seen), (praised, praised_seen) = (background.with_findings(one) for one in (plot, honest))
    found = watched(plain, background.seen)
    worlds = {
        "baseline": (PLAIN, plain, attacked, praised),
        "independence": (CURRENT, plain, attacked, praised),
        "ours": (CURRENT, found, attacked_seen, praised_seen),
    }
    gains = {}
    for name, (policy, before, after, fair) in worlds.items():
        start = background.support(before, people, policy)
        gains[name] = (
            background.support(after, people, policy) - start,
            background.support(fair, people, policy) - start,
        )
    behind = _behind_the_gate(background, plot)
    # Beside people who did the work, and beside everybody who is recognised, with or without work.
    gains["gate"] = (behind, gains["ours"][1])
    gains["gate, all"] = (behind, gains["ours"][1] * background.proven)
    return gains


def _behind_the_gate(background: Background, plot: Plot) -> float:
    """Gain where support counts only beside verified work; who has none must use up colluders as verifiers."""
    faked, people = gated(plot)
    if not people:
        return 0.0
    _, seen = background.with_findings(faked)
    found = watched(background.population.facts, background.seen)
    return background.support(seen, people, CURRENT) - background.support(found, people, CURRENT)


def rank_agreement(background: Background) -> tuple[float, float]:
    """Spearman of support with the number of gifts received honestly, before and after all eight attacks at once."""
    population = background.population
    everything = Plot(population, np.random.default_rng(FIRST_SEED))
    for kind in EIGHT:
        ATTACKS[kind].plan(everything)
    _, attacked = background.with_findings(everything)
    people, number = np.unique(population.facts.gifts.receiver, return_counts=True)
    return tuple(  # type: ignore[return-value]
        spearman(number.astype(np.float64), _supports(facts, people.tolist(), population))
        for facts in (watched(population.facts, background.seen), attacked)
    )


def _supports(facts: Facts, people: list[int], population: Population) -> Floats:
    standing = stand(facts, CURRENT, at=population.at)
    found = peer_support(standing, SupportQuery(population.badge))
    known = dict(zip(found.person.tolist(), found.support.tolist(), strict=True))
    return np.array([known.get(person, 0.0) for person in people])


def spearman(one: Floats, other: Floats) -> float:
    """Rank correlation; equal values share their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: Floats) -> Floats:
    _, index, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(count) - (count - 1) / 2.0)[index]
    return ranks


def load_single_edges() -> Facts:
    return load_harbour_gifts(single=True)


def main(words: list[str]) -> None:
    seeds = int(words[0]) if words else FEW
    for name, present, load, single in (
        ("harbour, multi-edge", HARBOUR, load_harbour_gifts, False),
        ("harbour, single edges", HARBOUR, load_single_edges, True),
        ("brook, multi-edge", BROOK, load_brook_gifts, False),
    ):
        if not present.is_dir():
            sys.stdout.write(f"{name}: the sample data is not here; left out\n")
            continue
        started = time.process_time()
        background = Background.of(name, load(), single=single)
        trials = {kind: [trial(background, kind, FIRST_SEED + n) for n in range(seeds)] for kind in EIGHT}
        _report(background, trials)
        before, after = rank_agreement(background)
        sys.stdout.write(f"Spearman with gifts received: {before:.3f} before, {after:.3f} after all eight attacks\n")
        sys.stdout.write(f"{seeds} seeds, {time.process_time() - started:.0f} s of work\n\n")
        sys.stdout.flush()


def _report(background: Background, trials: dict[str, list[dict[str, Gain]]]) -> None:
    population = background.population
    sys.stdout.write(
        f"{background.name}: {len(population.year)} gifts a year, {len(population.people)} people; "
        f"{background.proven:.0%} of the gifts go to people who pass the outcome gate\n"
    )
    sys.stdout.write(f"{'':14}" + "".join(f"{kind:>16}" for kind in trials) + f"{'mean / worst':>16}\n")
    first = None
    for name in ("baseline", "independence", "ours", "gate", "gate, all"):
        if name == "gate, all" and not background.proven:
            continue  # nobody has work that two people verified: nothing to compare with
        ratios = [sum(t[name][0] for t in ts) / max(1e-9, sum(t[name][1] for t in ts)) for ts in trials.values()]
        one_by_one = [np.mean([t[name][0] / max(1e-9, t[name][1]) for t in ts]) for ts in trials.values()]
        mean = float(np.mean(ratios))
        first = mean if first is None else first
        sys.stdout.write(
            f"{name:14}"
            + "".join(f"{ratio:>16.2f}" for ratio in ratios)
            + f"{f'{mean:.3f} / {max(ratios):.3f}':>16}  {mean / first:.2f} of the baseline; "
            f"mean of the trials' own ratios {np.mean(one_by_one):.3f} / {max(one_by_one):.3f}\n"
        )
