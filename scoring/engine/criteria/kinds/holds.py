"""`holds`: another badge is held already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.language import gettext_noop

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


class Holds(Kind):
    name = "holds"
    help = gettext_noop(
        "Holds another badge. That badge was won under a rule of its own, which has to pass the laws too."
    )
    parameters = (Parameter("badge", "slug", "The other badge's short name.", required=True, measure="held"),)
    given_by_others = False
    counts_facts = False
    asks = {"badge": Phrase("holds the badge {badge}")}
    steps = {"badge": Phrase("Earning {badge} comes first.")}

    achieved = {"badge": Phrase("Already held {badge}.")}

    def measure(self, values: Values, reading: Reading) -> Measured:
        return Measured(columns={"held": reading.holds(str(values["badge"]))}, next_check_at=reading.never())

    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        return "badge", {"badge": attained.badge}

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        return {"held": 0.0}
