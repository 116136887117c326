"""`usage_weeks`: the only door of usage into a rule. Weeks of use, never amounts (scoring.md 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.language import gettext_noop

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


class UsageWeeks(Kind):
    name = "usage_weeks"
    help = gettext_noop(
        "Weeks in which the person used an assistant on at least two days. It never decides by itself (law 2)."
    )
    parameters = (
        Parameter(
            "at_least",
            "count",
            "How many weeks.",
            unit="weeks",
            required=True,
            least=1,
            most=500,
            measure="credited",
        ),
    )
    given_by_others = False
    counts_facts = False  # who only uses a tool is on nobody's record
    is_usage = True
    asks = {
        "at_least": Phrase(
            "used an assistant in at least {n} weeks, on two days or more of each",
            "used an assistant in at least one week, on two days or more of it",
        )
    }
    steps = {
        "at_least": Phrase(
            "A week counts once it is over, when the assistant was used on two days of it; how much is never read."
        )
    }
    counts_as = {"at_least": Phrase("Your use of the assistant counts as {measured} of {n} weeks")}

    # What was asked is public with the rule; what somebody reached is theirs alone.
    achieved = {"regularly": Phrase("Worked with an assistant regularly.")}

    def measure(self, values: Values, reading: Reading) -> Measured:
        found = reading.usage()
        return Measured(
            columns={"credited": reading.aligned(found.person, found.credited)},
            next_check_at=reading.aligned_times(found.person, found.next_check_at),
            discounts=found.discounts,
            prints=reading.prints(found),
        )

    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        return "regularly", {}

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        return {"credited": 0.0}
