"""`verifications_given`: care for the work of others (scoring.md 2, last point)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.number_words import number_in_words
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.language import gettext_noop

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


class VerificationsGiven(Kind):
    name = "verifications_given"
    help = gettext_noop("Verified the work of others, and that work held.")
    parameters = (
        Parameter(
            "at_least",
            "number",
            "How much verifying must add up.",
            unit="authors",
            required=True,
            least=0.5,
            most=2_000,
            measure="support",
            scaled=True,
        ),
        Parameter(
            "authors",
            "count",
            "Of how many authors.",
            unit="people",
            least=1,
            most=500,
            measure="authors",
        ),
        Parameter("teams", "count", "Of how many teams.", unit="teams", least=1, most=50, measure="teams"),
    )
    asks = {
        "at_least": Phrase("verified work of others that adds up to {n} (each further author from a team adds less)"),
        "authors": Phrase("verified work of at least {n} different people", "verified work of at least one person"),
        "teams": Phrase("verified work of people from at least {n} teams", "verified work of people from one team"),
    }
    steps = {
        "at_least": Phrase("Verifying work of someone not verified yet, best from another team, helps most."),
        "authors": Phrase("Verifying the work of one more colleague is what is missing."),
        "teams": Phrase("Verifying work from a team not verified yet is what is missing."),
    }

    achieved = {
        "work": Phrase(
            "Reviewed the work of {count} people, and it held.", "Reviewed the work of one person, and it held."
        ),
        "work_of_teams": Phrase(
            "Reviewed the work of {count} people in {teams} teams, and it held.",
            "Reviewed the work of one person in {teams} teams, and it held.",
        ),
    }

    def measure(self, values: Values, reading: Reading) -> Measured:
        found = reading.verifications()
        evidence, discounts = reading.told(found)
        return Measured(
            columns={
                "support": reading.aligned(found.person, found.support),
                "authors": reading.aligned(found.person, found.authors),
                "teams": reading.aligned(found.person, found.teams),
            },
            next_check_at=reading.aligned_times(found.person, found.next_check_at),
            evidence=evidence,
            discounts=discounts,
            prints=reading.prints(found),
        )

    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        authors, teams = int(attained.measures["authors"]), int(attained.measures["teams"])
        places: dict[str, str | float] = {"n": authors, "count": number_in_words(authors)}
        return ("work", places) if teams < 2 else ("work_of_teams", places | {"teams": number_in_words(teams)})

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        # One author lets the person verify everything, in every epoch; the same sum as of one giver.
        return {
            "support": math.log2(1 + epochs),
            "authors": 1.0,
            # An author who moves between teams brings each of them: a team counts from a part of 0.25 on, and
            # repeats weigh 1/(1 + h), so log2(1 + 1/(1 + h)) >= 0.25 for h <= 4: five at the very most.
            "teams": float(min(epochs, 5)),
        }
