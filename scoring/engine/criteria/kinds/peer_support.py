"""`peer_support`: what colleagues say, with bounded influence (scoring.md 1)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.engine.criteria.kind import Attained, Kind, Measured, Phrase
from scoring.engine.criteria.number_words import and_list, number_in_words, people_in_words
from scoring.engine.criteria.parameters import Parameter, Values
from scoring.engine.facts import THANKS_KINDS
from scoring.engine.language import gettext, gettext_noop, say

if TYPE_CHECKING:
    from scoring.engine.policy import Policy
    from scoring.engine.reading import Reading


THANKED = {
    "thanked": gettext_noop("thanked"),
    "helped": gettext_noop("helped"),
    "mentored": gettext_noop("mentored"),
    "reported": gettext_noop("reported"),
    "suggested": gettext_noop("suggested"),
}


class PeerSupport(Kind):
    name = "peer_support"
    help = gettext_noop("What colleagues say: nominations for this badge, and thanks where the rule counts them.")
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
            "How many colleagues must speak independently of each other.",
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
            "at least {n} colleagues who speak independently of each other",
            "at least one colleague who speaks independently",
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
        who = people_in_words(named, max(voices, len(named), 1))
        if teams > 1:
            places = {"who": who, "n": number_in_words(teams)}
            # Of names and of a number: "Ada and Bo, from five teams", "nine colleagues from five teams".
            who = say("{who}, from {n} teams", **places) if named else say("{who} from {n} teams", **places)
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
        kinds = ", ".join(gettext(THANKED[kind]) for kind in thanks)
        which = say("thanks") if thanks == THANKS_KINDS else say("thanks ({kinds})", kinds=kinds)
        named = [{"nominations": say("nominations for this badge"), "thanks": which}[source] for source in sources]
        return say("read from {facts}", facts=and_list(named))


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
