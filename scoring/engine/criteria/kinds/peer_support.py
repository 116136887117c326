"""`peer_support`: what colleagues say, with bounded influence (scoring.md 1)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.number_words import counted, people_in_words
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.facts import THANKS_KINDS

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


class PeerSupport(Kind):
    name = "peer_support"
    help = "What colleagues say: nominations for this badge, and thanks where the rule counts them."
    parameters = (
        Parameter(
            "at_least",
            "number",
            "How much recognition must add up.",
            unit="voices",
            required=True,
            least=0.5,
            most=200,
            measure="support",
            scaled=True,
        ),
        Parameter("teams", "count", "From how many teams.", unit="teams", least=1, most=20, measure="teams"),
        Parameter(
            "voices",
            "count",
            "How many colleagues must count in full.",
            unit="people",
            least=1,
            most=50,
            measure="voices",
        ),
        Parameter("from", "choices", "What is read.", default=("nominations",), choices=("nominations", "thanks")),
        Parameter("thanks", "choices", "Which kinds of thanks.", default=THANKS_KINDS, choices=THANKS_KINDS),
    )
    asks = {
        "at_least": Phrase("recognition by colleagues that adds up to {n} (each further voice from a team adds less)"),
        "teams": Phrase("recognition from at least {n} teams", "recognition from at least one team"),
        "voices": Phrase(
            "at least {n} colleagues whose word counts in full", "at least one colleague whose word counts in full"
        ),
    }
    steps = {
        "at_least": Phrase("A word from someone who has not spoken yet, best from another team, helps most."),
        "teams": Phrase("A word from a team that has not spoken yet is what is missing."),
        "voices": Phrase("A word from one more colleague, independent of the others, is what is missing."),
    }

    achieved = {
        "nominations": Phrase("Spoken for by {who}."),
        "thanks": Phrase("Thanked by {who}."),
        "both": Phrase("Recognised by {who}."),
    }

    def measure(self, values: Values, reading: Reading) -> Measured:
        found = reading.support(_words(values["from"]), _words(values["thanks"]))
        evidence, discounts = reading.told(found)
        return Measured(
            columns={
                "support": reading.aligned(found.person, found.support),
                "teams": reading.aligned(found.person, found.teams),
                "voices": reading.aligned(found.person, found.voices),
            },
            next_check_at=reading.aligned_times(found.person, found.next_check_at),
            evidence=evidence,
            discounts=discounts,
            prints=reading.prints(found),
            givers=found.spoken,
        )

    def achievement(self, values: Values, attained: Attained) -> tuple[str, Mapping[str, str | float]]:
        voices, teams = int(attained.measures["voices"]), int(attained.measures["teams"])
        named = attained.speakers
        who = people_in_words(named, max(voices, len(named), 1), "colleague", "colleagues")
        if teams > 1:
            who += ("," if named else "") + f" from {counted(teams, 'team', 'teams')}"
        by_thanks, by_nominations = "thanks" in attained.facts, "nomination" in attained.facts
        return "both" if by_thanks and by_nominations else "thanks" if by_thanks else "nominations", {"who": who}

    def one_voice(self, values: Values, policy: Policy, epochs: int) -> Mapping[str, float]:
        # One gift an epoch, weights 1, 1/2, 1/3, ...: the sum of log2(1 + w) telescopes to log2(1 + E) (P2).
        return {
            "support": math.log2(1 + epochs),
            "teams": 1.0,  # whoever moves between teams still counts as one: teams <= voices
            "voices": 1.0,
        }

    def reads(self, values: Values) -> str:
        sources = _words(values["from"])
        thanks = _words(values["thanks"])
        which = "thanks" if thanks == THANKS_KINDS else f"thanks ({', '.join(thanks)})"
        named = [{"nominations": "nominations for this badge", "thanks": which}[source] for source in sources]
        return f"read from {' and '.join(named)}"


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
