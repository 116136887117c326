"""`manager_statement`: the word of the manager of the day, kept apart from peer support."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.number_words import number_in_words
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.fixed import distinct_pairs, is_pair, listed
from scoring.engine.language import gettext_noop

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


class ManagerStatement(Kind):
    name = "manager_statement"
    help = gettext_noop("The person's own manager of the day nominated them for this badge.")
    parameters = (
        Parameter(
            "at_least",
            "count",
            "How many managers of the day.",
            unit="managers",
            required=True,
            least=1,
            most=10,
            measure="managers",
        ),
    )
    asks = {
        "at_least": Phrase(
            "a word from at least {n} people who were the manager at the time",
            "a word from the person's manager at the time",
        )
    }
    steps = {"at_least": Phrase("The manager can say so by nominating.")}

    achieved = {
        "word": Phrase("{count} people who were the manager at the time spoke for it.", "The manager spoke for it.")
    }

    def measure(self, values: Values, reading: Reading) -> Measured:
        found = reading.statements()
        managers = reading.aligned(found.person, found.managers)
        # Those who are read as verifiers in this decision.
        receiver, giver, _ = distinct_pairs(*found.spoken())
        unread = receiver[is_pair((receiver, giver), listed(reading.givers_left_out))]
        np.subtract.at(managers, np.searchsorted(reading.persons, unread), 1)
        return Measured(
            columns={"managers": managers},
            next_check_at=reading.never(),
            evidence=found.evidence,
            prints=reading.prints(found),
            givers=found.spoken,
        )

    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        managers = int(attained.measures["managers"])
        return "word", {"n": managers, "count": number_in_words(managers).capitalize()}

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        return {"managers": 1.0}
