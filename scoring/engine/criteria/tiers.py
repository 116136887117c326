"""The tiers of a rule: multiples of its thresholds."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from typing import Any

from scoring.engine.criteria.errors import RuleError, unknown_name
from scoring.engine.criteria.nodes import TIER_NAMES, Node, conditions
from scoring.engine.criteria.parameters import kind_of
from scoring.engine.language import say

MULTIPLE_MAX = 1_000


def read_tiers(raw: Any, criteria: Node | None, errors: list[RuleError]) -> tuple[tuple[str, float], ...]:
    """(name, multiple) from bronze up; () when something is wrong, `errors` then says what."""
    before = len(errors)
    if not isinstance(raw, Mapping) or not raw:
        hint = say("for example {example}", example="{bronze: 1, silver: 3, gold: 10}")
        errors.append(RuleError("tiers", say("expected names and multiples, found {found}", found=kind_of(raw)), hint))
        return ()
    for name in raw:
        if name not in TIER_NAMES:
            errors.append(unknown_name(f"tiers.{str(name)[:60]}", str(name)[:60], TIER_NAMES))
    named = [name for name in TIER_NAMES if name in raw]
    if tuple(named) != TIER_NAMES[: len(named)]:
        errors.append(
            RuleError(
                "tiers", say("{tier} comes first", tier=TIER_NAMES[0]), say("leave out higher tiers, not lower ones")
            )
        )
    tiers = [(name, _read_multiple(raw[name], f"tiers.{name}", errors)) for name in named]
    if len(errors) == before:
        _check_growth(tiers, errors)
    if len(errors) == before and criteria is not None and not _grows(criteria):
        errors.append(
            RuleError(
                "tiers",
                say("nothing in the criteria grows with a tier"),
                say("leave tiers out, or ask for support or credit"),
            )
        )
    return tuple(tiers) if len(errors) == before else ()


def _read_multiple(raw: Any, path: str, errors: list[RuleError]) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or (isinstance(raw, float) and not math.isfinite(raw)):
        errors.append(
            RuleError(
                path,
                say("expected a number, found {found}", found=kind_of(raw)),
                say("for example {example}", example="3"),
            )
        )
        return 0.0
    if not 1 <= raw <= MULTIPLE_MAX:
        errors.append(RuleError(path, say("out of bounds"), say("give a number from 1 to {most}", most=MULTIPLE_MAX)))
        return 0.0
    return float(raw)


def _check_growth(tiers: list[tuple[str, float]], errors: list[RuleError]) -> None:
    if tiers[0][1] != 1:
        errors.append(
            RuleError(f"tiers.{tiers[0][0]}", say("the first tier is 1"), say("put its size into the thresholds"))
        )
    for (_, lower), (name, higher) in itertools.pairwise(tiers):
        if higher <= lower:
            errors.append(
                RuleError(f"tiers.{name}", say("not greater than the tier before"), say("tiers grow strictly"))
            )


def _grows(criteria: Node) -> bool:
    return any(p.scaled and p.name in c.values for _, c in conditions(criteria) for p in c.kind.parameters)
