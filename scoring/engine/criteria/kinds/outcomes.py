"""`outcomes`: work that verifiably happened and held (scoring.md 2)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.number_words import counted, number_in_words
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.facts import OUTCOME_KINDS

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading

# An outcome that was taken back is never evidence of merit.
CREDITABLE = tuple(kind for kind in OUTCOME_KINDS if kind != "change_reverted")
PLURALS = {
    "change_merged": "changes merged",
    "incident_resolved": "incidents resolved",
    "ticket_closed": "tickets closed",
    "service_deployed": "services deployed",
    "document_published": "documents published",
    "case_solved": "customer cases solved",
}


class Outcomes(Kind):
    name = "outcomes"
    help = "Finished work, verified by somebody independent, that held."
    parameters = (
        Parameter(
            "credit",
            "number",
            "How much credit must add up over work items.",
            unit="credit",
            least=0.1,
            most=100_000,
            measure="credit",
            scaled=True,
        ),
        Parameter(
            "roots", "count", "How many separate work items.", unit="work items", least=1, most=10_000, measure="roots"
        ),
        Parameter(
            "verifiers",
            "count",
            "How many independent people must have verified the credited work.",
            unit="people",
            least=1,
            most=100,
            measure="verifiers",
        ),
        Parameter("kinds", "choices", "Which kinds of outcomes.", default=CREDITABLE, choices=CREDITABLE),
    )
    one_of = ("credit", "roots", "verifiers")
    asks = {
        "credit": Phrase("finished work that adds up to a credit of {n} (verified by others, and it held)"),
        "roots": Phrase("at least {n} separate pieces of finished work", "at least one piece of finished work"),
        "verifiers": Phrase(
            "work verified by at least {n} different people", "work verified by at least one other person"
        ),
    }
    steps = {
        "credit": Phrase("One more finished piece of work, verified by an independent colleague, helps most."),
        "roots": Phrase("A finished piece of work of another item is what is missing."),
        "verifiers": Phrase("A verification by a colleague who has not verified this work yet is what is missing."),
    }

    achieved = {
        "work": Phrase("{count} pieces of finished work{verified}.", "One piece of finished work{verified}."),
        "incident_resolved": Phrase("{count} incidents resolved{verified}.", "One incident resolved{verified}."),
        "service_deployed": Phrase("{count} services deployed{verified}.", "One service deployed{verified}."),
        "document_published": Phrase("{count} documents published{verified}.", "One document published{verified}."),
        "case_solved": Phrase("{count} customer cases solved{verified}.", "One customer case solved{verified}."),
    }

    def measure(self, values: Values, reading: Reading) -> Measured:
        kinds = values["kinds"]
        found = reading.outcomes(kinds if isinstance(kinds, tuple) else ())

        evidence, discounts = reading.told(found)
        return Measured(
            columns={
                "credit": reading.aligned(found.person, found.credit),
                "roots": reading.aligned(found.person, found.roots),
                "verifiers": reading.aligned(found.person, found.verifiers_count),
            },
            next_check_at=reading.aligned_times(found.person, found.next_check_at),
            evidence=evidence,
            discounts=discounts,
            prints=reading.prints(found),
            # Where heads are counted, every verifier makes a difference.
            verifiers=reading.verified if "verifiers" in values else found.verifying,
        )

    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        pieces, verifiers = int(attained.measures["roots"]), int(attained.measures["verifiers"])
        kinds = values["kinds"]
        only = kinds[0] if isinstance(kinds, tuple) and len(kinds) == 1 else "work"
        verified = f", verified by {counted(verifiers, 'person', 'people')}" if verifiers else ""
        places: dict[str, str | float] = {
            "n": pieces,
            "count": number_in_words(pieces).capitalize(),
            "verified": verified,
        }
        # Several changes or tickets can be one piece of work: those are not counted by themselves.
        return only if only in self.achieved else "work", places

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        # The person works without end, and one friend verifies everything: only their number stays 1.
        return {"credit": math.inf, "roots": math.inf, "verifiers": 1.0}

    def reads(self, values: Values) -> str:
        kinds = values["kinds"]
        if not isinstance(kinds, tuple) or kinds == CREDITABLE:
            return ""
        return f"read from {', '.join(PLURALS[kind] for kind in kinds)}"
