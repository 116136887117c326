"""What a run did, in numbers that can be added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass
class Counts:
    """`given` counts new and renewed awards by badge slug."""

    persons: int = 0  # judged and stored
    decisions: int = 0  # written or ended because the answer is another one
    awards: int = 0  # given, raised, renewed or ended
    again: int = 0  # something arrived while they were judged: they wait for the next round
    lost: int = 0  # taken over by another worker while this one judged: it wrote nothing for them
    given: Counter[str] = field(default_factory=Counter)
    discounted: Counter[str] = field(default_factory=Counter)  # facts by reason; only of runs over everybody

    def add(self, other: Counts) -> None:
        for name in (f.name for f in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def as_dict(self) -> dict[str, Any]:
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: dict(v) if isinstance(v, Counter) else v for name, v in values.items() if v}
