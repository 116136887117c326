"""What a criterion kind is: its declaration, how it is measured, and what others can do about it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.facts import Floats, Ints
from scoring.engine.fingerprints import Prints
from scoring.engine.fixed import Pairs
from scoring.engine.language import say, say_count, written
from scoring.engine.verdict import Discount, Evidence, FactKind

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


def no_evidence(person: int) -> tuple[Evidence, ...]:
    return ()


def no_discounts(person: int) -> tuple[Discount, ...]:
    return ()


def nobody() -> Pairs:
    return np.empty(0, np.int64), np.empty(0, np.int64)


def no_verifiers(among: Pairs) -> Pairs:
    return nobody()


@dataclass(frozen=True)
class Measured:
    """What one condition reads about many persons. Columns are aligned with `reading.persons`."""

    columns: Mapping[str, Floats]  # NaN where the measure is not known
    next_check_at: Ints  # seconds; NEVER where time alone changes nothing
    evidence: Callable[[int], tuple[Evidence, ...]] = no_evidence
    discounts: Callable[[int], tuple[Discount, ...]] = no_discounts
    givers: Callable[[], Pairs] = nobody  # whose word was counted: (person, giver)
    # Those of some (person, other) whose verification of the person's work makes a difference.
    verifiers: Callable[[Pairs], Pairs] = no_verifiers
    # Fingerprints of evidence and discounts by person, for the digest; without them each person's are told and hashed.
    prints: Callable[[], Prints] | None = None
    # Columns that grow by themselves with time are replaced by these in the digest.
    fixed: Mapping[str, Ints] = field(default_factory=dict)

    @property
    def tells(self) -> bool:
        """Facts stand behind it."""
        return self.evidence is not no_evidence or self.discounts is not no_discounts


@dataclass(frozen=True)
class Threshold:
    """One lower bound: met when measure >= asked."""

    parameter: str
    measure: str
    asked: float


@dataclass(frozen=True)
class Phrase:
    """A message with named places, looked up when it is said; `one` is for where the place `n` is 1."""

    other: str
    one: str = ""

    def render(self, places: Mapping[str, str | float]) -> str:
        shown = {name: written(value, ".4g") if isinstance(value, float) else value for name, value in places.items()}
        if not self.one:
            return say(self.other, **shown)
        number = places.get("n", 0)
        # Half a voice, or one and a half, are said like several.
        return say_count(self.one, self.other, number if isinstance(number, int) else 2, **shown)


@dataclass(frozen=True)
class Attained:
    """What counted for one person under one condition that was met, for the sentence on the award."""

    measures: Mapping[str, float]
    facts: frozenset[FactKind] = frozenset()  # which kinds of facts counted
    speakers: tuple[str, ...] = ()  # names of nominators, the first to speak first
    badge: str = ""  # name of the badge that the condition asks for


class Kind(ABC):
    """A kind of criterion. One file each in `kinds/`, one line each in KINDS."""

    name: ClassVar[str]
    help: ClassVar[str]
    parameters: ClassVar[tuple[Parameter, ...]]
    one_of: ClassVar[tuple[str, ...]] = ()  # at least one of these must be given
    # False for what no colleague can create: time, and badges won under rules of their own.
    given_by_others: ClassVar[bool] = True
    is_usage: ClassVar[bool] = False  # a signal: private to the person, and never enough (law 2)
    comes_with_time: ClassVar[bool] = False  # nothing that anybody does brings it nearer
    counts_facts: ClassVar[bool] = True  # False when the measure alone does not make a person's record non-blank
    # By parameter: what is asked, in words, with the place {n}.
    asks: ClassVar[Mapping[str, Phrase]]
    # By parameter: the next step that helps, in words.
    steps: ClassVar[Mapping[str, Phrase]]
    # By parameter, for what can count for less than was done: "it counts as {measured} of {n} ...", with reasons after.
    counts_as: ClassVar[Mapping[str, Phrase]] = {}
    # What was reached, in the past tense.
    achieved: ClassVar[Mapping[str, Phrase]]

    @abstractmethod
    def measure(self, values: Values, reading: Reading) -> Measured:
        """Columns by measure for `reading.persons`."""

    @abstractmethod
    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        """The most that one other person can create in so many epochs, by measure (law 3).

        `inf` where the person's own work does the rest.
        """

    @abstractmethod
    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        """Which sentence of `achieved` says what was reached, and its places."""

    def achieved_in_words(self, values: Values, attained: Attained) -> str:
        name, places = self.achievement(values, attained)
        return self.achieved[name].render(places)

    def reads(self, values: Values) -> str:
        """Which facts are read, as the end of a sentence; "" when there is nothing to add."""
        return ""

    def parameter(self, name: str) -> Parameter:
        return next(p for p in self.parameters if p.name == name)

    def thresholds(self, values: Values, multiple: float) -> tuple[Threshold, ...]:
        """What is asked at a tier, in the order of declaration."""
        return tuple(
            Threshold(p.name, p.measure, p.asked(values[p.name], multiple))
            for p in self.parameters
            if p.measure and p.name in values
        )
