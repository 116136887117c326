"""What a detector is: one pure function from standing facts to findings, and what people are told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.engine.findings import About, Family, Finding
from scoring.engine.language import say
from scoring.engine.policy import Policy
from scoring.engine.standing import Standing


@dataclass(frozen=True)
class Detector:
    """`sentence` speaks of the pattern and never of a person; a format string over the finding's `numbers`.
    `sentence_of_use` is said instead where the finding is about weeks of use: it names no amount (ADR 18).

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
    sentence_of_use: str = ""

    def say(self, finding: Finding) -> str:
        return self.in_words(finding.numbers, of_use=any(kind == About.USAGE_WEEK for kind, _number in finding.about))

    def in_words(self, numbers: Mapping[str, float], *, of_use: bool = False) -> str:
        """From what is stored of a finding, in the reader's language; `of_use`: it is about weeks of use."""
        return say(self.sentence_of_use if of_use and self.sentence_of_use else self.sentence, **numbers)
