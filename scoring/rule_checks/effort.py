"""What a rule costs to fake, and what it asks of honest people, for who writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scoring.engine.attack_cost import AttackCost, attack_cost
from scoring.engine.attack_words import attack_in_words, honest_in_words
from scoring.engine.criteria.nodes import Rule
from scoring.engine.honest_path import ordinary_quarters
from scoring.engine.policy import CURRENT


@dataclass(frozen=True)
class Effort:
    """By tier ("" for a rule without), and the honest way to the badge in quarters (None: over ten years)."""

    by_tier: tuple[tuple[str, AttackCost], ...]
    honest_quarters: int | None

    @classmethod
    def of(cls, rule: Rule) -> Effort:
        tiers = [name for name, _ in rule.tiers] or [""]
        return cls(tuple((t, attack_cost(rule, CURRENT, t)) for t in tiers), ordinary_quarters(rule, CURRENT))

    def lines(self) -> list[str]:
        return [
            *(
                f"{tier.capitalize()}: {attack_in_words(cost)}" if tier else attack_in_words(cost)
                for tier, cost in self.by_tier
            ),
            honest_in_words(self.honest_quarters),
        ]

    def as_dict(self) -> dict[str, Any]:
        return {
            "floor": CURRENT.attack.floor,
            "tiers": [
                {"tier": tier, "effort": cost.effort, "sentence": attack_in_words(cost)} for tier, cost in self.by_tier
            ],
            "honest_quarters": self.honest_quarters,
            "honest_sentence": honest_in_words(self.honest_quarters),
        }
