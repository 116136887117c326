"""What is said of a rule that breaks a law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LawBroken:
    """A law of scoring.md 5 that a rule breaks."""

    law: int
    sentence: str
    hint: str

    def __str__(self) -> str:
        return f"law {self.law}: {self.sentence}; {self.hint}"
