"""`outcomes`: work that verifiably happened and held (scoring.md 2)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.number_words import number_in_words
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.facts import OUTCOME_KINDS
from scoring.engine.language import gettext, gettext_noop, say

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading

# An outcome that was taken back is never evidence of merit.
CREDITABLE = tuple(kind for kind in OUTCOME_KINDS if kind != "change_reverted")
PLURALS = {
    "change_merged": gettext_noop("changes merged"),
    "incident_resolved": gettext_noop("incidents resolved"),
    "ticket_closed": gettext_noop("tickets closed"),
    "service_deployed": gettext_noop("services deployed"),
    "document_published": gettext_noop("documents published"),
    "case_solved": gettext_noop("customer cases solved"),
}


class Outcomes(Kind):
    name = "outcomes"
    help = gettext_noop("Finished work, verified by somebody independent, that held.")
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
            "roots",
            "count",
            "How many separate work items.",
            unit="work items",
            least=1,
            most=10_000,
            measure="roots",
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
        "work": Phrase("{count} pieces of finished work.", "One piece of finished work."),
        "incident_resolved": Phrase("{count} incidents resolved.", "One incident resolved."),
        "service_deployed": Phrase("{count} services deployed.", "One service deployed."),
        "document_published": Phrase("{count} documents published.", "One document published."),
        "case_solved": Phrase("{count} customer cases solved.", "One customer case solved."),
        "work_by_one": Phrase(
            "{count} pieces of finished work, verified by one person.",
            "One piece of finished work, verified by one person.",
        ),
        "incident_resolved_by_one": Phrase(
            "{count} incidents resolved, verified by one person.",
            "One incident resolved, verified by one person.",
        ),
        "service_deployed_by_one": Phrase(
            "{count} services deployed, verified by one person.",
            "One service deployed, verified by one person.",
        ),
        "document_published_by_one": Phrase(
            "{count} documents published, verified by one person.",
            "One document published, verified by one person.",
        ),
        "case_solved_by_one": Phrase(
            "{count} customer cases solved, verified by one person.",
            "One customer case solved, verified by one person.",
        ),
        "work_by_several": Phrase(
            "{count} pieces of finished work, verified by {people} people.",
            "One piece of finished work, verified by {people} people.",
        ),
        "incident_resolved_by_several": Phrase(
            "{count} incidents resolved, verified by {people} people.",
            "One incident resolved, verified by {people} people.",
        ),
        "service_deployed_by_several": Phrase(
            "{count} services deployed, verified by {people} people.",
            "One service deployed, verified by {people} people.",
        ),
        "document_published_by_several": Phrase(
            "{count} documents published, verified by {people} people.",
            "One document published, verified by {people} people.",
        ),
        "case_solved_by_several": Phrase(
            "{count} customer cases solved, verified by {people} people.",
            "One customer case solved, verified by {people} people.",
        ),
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
        places: dict[str, str | float] = {
            "n": pieces,
            "count": number_in_words(pieces).capitalize(),
            "people": number_in_words(verifiers),
        }
        # Several changes or tickets can be one piece of work: those are not counted by themselves.
        what = only if only in self.achieved else "work"
        return what + ("_by_one" if verifiers == 1 else "_by_several" if verifiers else ""), places

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        # The person works without end, and one friend verifies everything: only their number stays 1.
        return {"credit": math.inf, "roots": math.inf, "verifiers": 1.0}

    def reads(self, values: Values) -> str:
        kinds = values["kinds"]
        if not isinstance(kinds, tuple) or kinds == CREDITABLE:
            return ""
        return say("read from {facts}", facts=", ".join(gettext(PLURALS[kind]) for kind in kinds))
