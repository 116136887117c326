"""What an attack is: one pure function that adds what its people would do, and what they do it for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scoring.engine.drill.plot import Plot

# support: words of others for the beneficiaries; credit: outcomes; weeks: credited weeks of use;
# harm: that honest people lose something.
Aim = Literal["support", "credit", "weeks", "harm"]


@dataclass(frozen=True)
class Attack:
    kind: str  # the name of its file
    aim: Aim
    sentence: str  # what the people in it do, for a report
    plan: Callable[[Plot], None]
