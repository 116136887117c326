"""What the live rules ask of peer support, tier by tier, for the detector that watches thresholds."""

from __future__ import annotations

from scoring.engine.facts import Thresholds
from scoring.live_rules import live_rulebook


def load_thresholds() -> Thresholds:
    """Two statements. Ids: badge id x 1000 + place among the badge's thresholds, lowest first."""
    rows = []
    for live in live_rulebook().rules:
        multiples = [multiple for _tier, multiple in live.rule.tiers] or [1.0]
        asked = {
            float(str(condition.values["at_least"])) * multiple
            for _path, condition in live.rule.conditions
            if condition.kind_name == "peer_support"
            for multiple in multiples
        }
        rows += [(live.badge * 1000 + place, live.badge, value) for place, value in enumerate(sorted(asked))]
    return Thresholds.of(rows)
