"""What a detector is: one pure function from standing facts to findings, and what people are told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scoring.engine.findings import Family, Finding
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing


@dataclass(frozen=True)
class Detector:
    """`sentence` speaks of the pattern and never of a person; a format string over the finding's `numbers`.

    `local`: the facts around a person and around their teams are enough to find what concerns them, so that it may
    run on what changed; the others compare with the whole company and run over everything. Its p-value may still
    hang on how much there is in all: the nightly run has the last word.
    """

    code: str
    name: str
    family: Family
    sentence: str
    local: bool
    find: Callable[[Standing, Policy], list[Finding]]

    def say(self, finding: Finding) -> str:
        return self.sentence.format(**finding.numbers)
