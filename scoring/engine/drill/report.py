"""What a drill says: per attack what got through, what was seen of it, and what it cost honest people."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from scoring.engine.drill.attacks import ATTACKS


@dataclass(frozen=True, order=True)
class Won:
    """A badge that the attack brought to so many people who would not have had it."""

    badge: int
    tier: str  # "" for a rule without tiers
    people: int


@dataclass(frozen=True, order=True)
class Lost:
    """A badge, or a tier of it, that an honest person would miss because of the attack."""

    badge: int
    person: int


@dataclass(frozen=True)
class AttackResult:
    """Facts are counted one by one: gifts, outcomes with their verifications, or weeks of use.

    `gain`: support, outcome credit or credited weeks that the attack brings its beneficiaries (of `false_flag`: what
    the victim loses). `honest_gain`: the same from as many independent facts for the same people.
    """

    kind: str
    people: int
    planted: int
    gain: float
    honest_gain: float
    won: tuple[Won, ...]
    honest_won: int  # badges that the honest counterpart brings
    found: int  # planted facts that a finding names
    discounted: int  # planted facts that weigh less before anybody has looked
    named: int  # facts that findings name because of the attack, planted or not
    lost: tuple[Lost, ...]
    harmed: int  # honest people who lose more than a tenth of a measure

    @property
    def ratio(self) -> float | None:
        """Gain over honest gain; None where the honest counterpart gains nothing."""
        return self.gain / self.honest_gain if self.honest_gain > 0 else None

    @property
    def recall(self) -> float | None:
        """None where nothing could be planted: a loop needs weeks in which its person used no tool."""
        return self.found / self.planted if self.planted else None

    @property
    def precision(self) -> float | None:
        """None where nothing was named."""
        return self.found / self.named if self.named else None

    @property
    def badges_won(self) -> int:
        return sum(won.people for won in self.won)

    def as_dict(self) -> dict[str, Any]:
        """For JSON; badges and people by id."""
        shown = {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()}
        return {
            **shown,
            "sentence": ATTACKS[self.kind].sentence,
            "aim": ATTACKS[self.kind].aim,
            "ratio": _rounded(self.ratio),
            "recall": _rounded(self.recall),
            "precision": _rounded(self.precision),
        }


@dataclass(frozen=True)
class DrillReport:
    at: int
    seed: int
    policy: int
    people: int  # real people of the background; 0 where a company was invented
    results: tuple[AttackResult, ...]

    @property
    def badges_won(self) -> int:
        return sum(result.badges_won for result in self.results)

    @property
    def mean_ratio(self) -> float | None:
        ratios = [result.ratio for result in self.results if result.ratio is not None]
        return sum(ratios) / len(ratios) if ratios else None

    @property
    def worst_ratio(self) -> float | None:
        return max((result.ratio for result in self.results if result.ratio is not None), default=None)

    def as_dict(self) -> dict[str, Any]:
        return {
            "at": self.at,
            "seed": self.seed,
            "policy": self.policy,
            "people": self.people,
            "badges_won": self.badges_won,
            "mean_ratio": _rounded(self.mean_ratio),
            "worst_ratio": _rounded(self.worst_ratio),
            "results": [result.as_dict() for result in self.results],
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
