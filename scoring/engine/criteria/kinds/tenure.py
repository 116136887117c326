"""`tenure`: days since the first day. Time, not merit: it says nothing about the work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.number_words import span_in_words
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.facts import DAY, NEVER
from scoring.engine.language import gettext_noop

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


class Tenure(Kind):
    name = "tenure"
    help = gettext_noop("Days since the person's first day. Unknown, and so not met, where the first day is not known.")
    parameters = (
        Parameter(
            "days",
            "count",
            "How many days.",
            unit="days",
            required=True,
            least=1,
            most=25_000,
            measure="days",
        ),
    )
    given_by_others = False
    comes_with_time = True
    counts_facts = False
    asks = {"days": Phrase("with us for at least {span}")}
    steps = {"days": Phrase("This comes by itself with time.")}

    achieved = {"days": Phrase("With us for {span}.")}

    def measure(self, values: Values, reading: Reading) -> Measured:
        started = reading.started_on()
        known = started != NEVER
        days = np.full(len(started), np.nan)
        # Not yet started is 0 days, not less.
        days[known] = np.maximum(0, (reading.at - started[known]) // DAY)
        asked = values["days"]
        reached = np.full(len(started), NEVER, np.int64)
        reached[known] = started[known] + (asked if isinstance(asked, int) else 0) * DAY
        reached[reached <= reading.at] = NEVER
        return Measured(columns={"days": days}, next_check_at=reached, fixed={"days": started})

    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        # What was asked, not how long it is on the day somebody is judged: a year's badge is for the year.
        asked = values["days"]
        return "days", {"span": span_in_words(asked if isinstance(asked, int) else 0)}

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        return {"days": 0.0}
