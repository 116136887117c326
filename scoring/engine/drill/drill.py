"""The drill: every attack, or some, over one company. Pure: facts, rules, numbers and a seed in, a report out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from scoring.engine.detector import Detector
from scoring.engine.drill.attacks import ATTACKS
from scoring.engine.drill.play import play
from scoring.engine.drill.report import DrillReport
from scoring.engine.drill.stage import Stage
from scoring.engine.facts import Facts
from scoring.engine.judge import LiveRule
from scoring.engine.policy import Policy


class UnknownAttackError(ValueError):
    """A kind that no attack has."""

    def __init__(self, kinds: Iterable[str]) -> None:
        super().__init__(f"No attack {', '.join(sorted(kinds))}. Known: {', '.join(ATTACKS)}.")


def known_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """In the order of ATTACKS, each once; all where none is asked for. Raises UnknownAttackError."""
    asked = set(kinds)
    if unknown := asked - ATTACKS.keys():
        raise UnknownAttackError(unknown)
    return tuple(kind for kind in ATTACKS if not asked or kind in asked)


def drill(
    facts: Facts,
    rules: Sequence[LiveRule],
    policy: Policy,
    detectors: Mapping[str, Detector],
    *,
    at: int,
    seed: int = 1,
    kinds: Iterable[str] = (),
    progress: Callable[[int, int], None] = lambda done, all_: None,
) -> DrillReport:
    """Play these attacks (none named: all) at the moment `at` (seconds); `progress(done, of)` after each.

    One attack over 25,000 gifts takes about a second of work. Raises UnknownAttackError.
    """
    chosen = known_kinds(kinds)
    stage = Stage.of(facts, rules, policy, detectors, at=at, seed=seed)
    results = []
    for number, kind in enumerate(chosen, start=1):
        results.append(play(stage, kind, seed))
        progress(number, len(chosen))
    people = 0 if stage.is_invented else len(facts.people)
    return DrillReport(at, seed, policy.version, people, tuple(results))
