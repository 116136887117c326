"""What the acts of a forger are taken to cost, and how cheap a rule may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AttackPrices:
    """Efforts, in favours of one close colleague. What matters is their order, more than their size."""

    own_team: float = 1.0  # sits next door, and is easily asked
    other_team: float = 3.0  # has to be won over
    other_department: float = 5.0  # hardly knows the person, and has no reason to
    # A piece of work that is not worth its credit, and somebody who signs it: two people leave a trace for good.
    stamped_outcome: float = 8.0
    # A manager answers for what they say about a report, and can be asked about it.
    manager: float = 5.0
    # Requests that a script sends on two days of a week.
    idle_week: float = 0.5
    # A quarter of waiting: cheap, but colleagues move, and a circle has to hold together meanwhile.
    quarter: float = 1.0

    # The least effort that a rule may cost. Three favours within one team are a matter of one lunch; a fourth
    # person, or a word from beyond the team, is the first that somebody outside the circle has to agree to.
    floor: float = 4.0
