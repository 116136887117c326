"""A rule as a tree of frozen nodes, checked when built, so that a wrong tree cannot exist."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from scoring.engine.criteria.kind import Kind, Threshold
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.parameters import Value, Values
from scoring.engine.digest import digest_of

# An answer for many persons at once. The order is the truth order of Kleene's logic, so that "all" is the
# least answer and "any" the greatest.
Answers = NDArray[np.int8]
NOT_MET, UNKNOWN_ANSWER, MET = np.int8(0), np.int8(1), np.int8(2)

AWARD_WAYS = ("automatic", "panel")
TIER_NAMES = ("bronze", "silver", "gold")  # as recognition.models.Tier, in its order


@dataclass(frozen=True)
class Condition:
    """One criterion: a kind and its values, as checked by the kind's parameters; defaults are filled in."""

    kind_name: str
    items: tuple[tuple[str, Value], ...]

    def __post_init__(self) -> None:
        values = dict(self.items)
        for parameter in self.kind.parameters:
            if parameter.name in values:
                if parameter.read(values[parameter.name]) != values[parameter.name]:
                    raise ValueError(f"{self.kind_name}.{parameter.name} is not in its canonical form")
            elif parameter.required or parameter.default is not None:
                raise ValueError(f"{self.kind_name}.{parameter.name} is missing")
        if unknown := set(values) - {p.name for p in self.kind.parameters}:
            raise ValueError(f"{self.kind_name} has no {sorted(unknown)}")
        if self.kind.one_of and not set(self.kind.one_of) & set(values):
            raise ValueError(f"{self.kind_name} needs one of {self.kind.one_of}")

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_name]

    @cached_property
    def values(self) -> Values:
        return MappingProxyType(dict(self.items))

    def thresholds(self, multiple: float) -> tuple[Threshold, ...]:
        """What is asked at a tier; worked out once."""
        if multiple not in self._thresholds:
            self._thresholds[multiple] = self.kind.thresholds(self.values, multiple)
        return self._thresholds[multiple]

    @cached_property
    def _thresholds(self) -> dict[float, tuple[Threshold, ...]]:
        return {}

    def document(self) -> dict[str, Any]:
        return {self.kind_name: {n: list(v) if isinstance(v, tuple) else v for n, v in self.items}}


@dataclass(frozen=True)
class Group:
    """`all` or `any` of at least one node."""

    combine: Literal["all", "any"]
    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        if not self.nodes:
            # An empty "all" is true of everybody.
            raise ValueError(f"{self.combine} needs at least one condition")

    def document(self) -> dict[str, Any]:
        return {self.combine: [node.document() for node in self.nodes]}


Node = Condition | Group


def conditions(node: Node, path: str = "criteria") -> Iterator[tuple[str, Condition]]:
    """Every condition with its path, in the order of the document."""
    if isinstance(node, Condition):
        yield f"{path}.{node.kind_name}", node
        return
    for index, child in enumerate(node.nodes):
        yield from conditions(child, f"{path}.{node.combine}[{index}]")


def combined(node: Node, answer: Callable[[str, Condition], Answers], path: str = "criteria") -> Answers:
    """The answer of a tree from the answers of its conditions (shape: that of the answers)."""
    if isinstance(node, Condition):
        return answer(f"{path}.{node.kind_name}", node)
    parts = [combined(child, answer, f"{path}.{node.combine}[{i}]") for i, child in enumerate(node.nodes)]
    stacked = np.stack(parts)
    answers: Answers = stacked.min(axis=0) if node.combine == "all" else stacked.max(axis=0)
    return answers


@dataclass(frozen=True)
class Rule:
    """The criteria of one badge. `tiers` are (name, multiple), the first multiple is 1."""

    badge: str
    criteria: Node
    award: Literal["automatic", "panel"] = "automatic"
    counts_from: int | None = None  # epochs, the open one included; None: all of history
    tiers: tuple[tuple[str, float], ...] = ()
    expires_days: int | None = None
    title: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        multiples = [multiple for _, multiple in self.tiers]
        if multiples and (multiples[0] != 1 or any(b <= a for a, b in itertools.pairwise(multiples))):
            raise ValueError("tiers start at 1 and grow")
        if tuple(name for name, _ in self.tiers) != TIER_NAMES[: len(self.tiers)]:
            raise ValueError(f"tiers are named {TIER_NAMES} in this order")
        if self.award not in AWARD_WAYS:
            raise ValueError(f"award is one of {AWARD_WAYS}")

    @cached_property
    def conditions(self) -> tuple[tuple[str, Condition], ...]:
        return tuple(conditions(self.criteria))

    @cached_property
    def needs(self) -> frozenset[str]:
        """Slugs of the badges that `holds` conditions name."""
        return frozenset(str(c.values["badge"]) for _, c in self.conditions if c.kind_name == "holds")

    def multiple(self, tier: str) -> float:
        """Of a tier's name; 1 for "" (no tier)."""
        return dict(self.tiers).get(tier, 1.0)

    def document(self) -> dict[str, Any]:
        """The canonical form: parse_rule(rule.document()) == rule."""
        document: dict[str, Any] = {"badge": self.badge, "award": self.award, "criteria": self.criteria.document()}
        if self.counts_from is not None:
            document["counts_from"] = f"{self.counts_from} epochs"
        if self.tiers:
            document["tiers"] = dict(self.tiers)
        if self.expires_days is not None:
            document["expires"] = f"{self.expires_days} days"
        for name, text in (("title", self.title), ("notes", self.notes)):
            if text:
                document[name] = text
        return document

    @cached_property
    def digest(self) -> str:
        return digest_of(self.document())


def answer_of(columns: Mapping[str, float], condition: Condition, multiple: float) -> np.int8:
    """The answer of one condition for one person."""
    asked = condition.thresholds(multiple)
    return min(answer_to(columns[t.measure], t.asked) for t in asked)


def answer_to(measured: float, asked: float) -> np.int8:
    if np.isnan(measured):
        return UNKNOWN_ANSWER
    return MET if measured >= asked - TOLERANCE else NOT_MET


# Sums of logarithms end a few units in the last place apart on different machines; a threshold that was
# reached must be reached everywhere. Far below the smallest step of a measure (2^-20).
TOLERANCE = 1e-9


def answers_to(measured: NDArray[np.float64], asked: float) -> Answers:
    answers = np.where(measured >= asked - TOLERANCE, MET, NOT_MET)
    return np.where(np.isnan(measured), UNKNOWN_ANSWER, answers).astype(np.int8)
