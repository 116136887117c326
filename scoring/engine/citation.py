"""Why a badge was given, as it stands on the award: in the past, from the numbers that counted.

One sentence a condition that was met. Nominators are public and named; whoever thanked or verified is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.engine.criteria.kind import Attained
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.nodes import Rule
from scoring.engine.criteria.parameters import Values
from scoring.engine.explain import Names
from scoring.engine.verdict import Answer, CriterionResult, Decision


@dataclass(frozen=True)
class Achieved:
    """One condition that was met, with all that its sentence says: kept with the award, and said when it is read."""

    kind: str
    values: Values
    attained: Attained

    def in_words(self) -> str:
        return KINDS[self.kind].achieved_in_words(self.values, self.attained)

    def document(self) -> dict[str, Any]:
        """For JSON; `read_achieved` reads it."""
        return {
            "kind": self.kind,
            "values": {name: list(v) if isinstance(v, tuple) else v for name, v in self.values.items()},
            "measures": {name: float(value) for name, value in self.attained.measures.items()},
            "facts": sorted(self.attained.facts),
            "speakers": list(self.attained.speakers),
            "badge": self.attained.badge,
        }


def read_achieved(document: Mapping[str, Any]) -> Achieved:
    """Raises KeyError for what an earlier or later version of the judge wrote otherwise."""
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in document["values"].items()}
    attained = Attained(
        measures=document["measures"],
        facts=frozenset(document["facts"]),
        speakers=tuple(document["speakers"]),
        badge=document["badge"],
    )
    return Achieved(KINDS[document["kind"]].name, values, attained)


def achieved(decision: Decision, rule: Rule, names: Names) -> list[Achieved]:
    """In the order of the rule. `rule` must be the version that decided."""
    results = {result.path: result for result in decision.criteria}
    found = []
    for path, condition in rule.conditions:
        result = results[path]
        if result.answer is not Answer.MET:
            continue  # another branch of an `any`
        slug = str(condition.values.get("badge", ""))
        attained = Attained(
            measures=result.measures,
            facts=frozenset(fact.kind for fact in result.evidence),
            speakers=_speakers(result, names),
            badge=names.badges.get(slug, slug),
        )
        found.append(Achieved(condition.kind_name, condition.values, attained))
    return found


def in_words(found: Iterable[Achieved]) -> list[str]:
    """Sentences in the reader's language, each once."""
    return list(dict.fromkeys(one.in_words() for one in found))


def in_parts(found: Iterable[Achieved]) -> list[dict[str, Any]]:
    return [one.document() for one in found]


def citation(decision: Decision, rule: Rule, names: Names) -> list[str]:
    """Sentences in the order of the rule, each once. `rule` must be the version that decided."""
    return in_words(achieved(decision, rule, names))


def _speakers(result: CriterionResult, names: Names) -> tuple[str, ...]:
    """Nominators by name, the first to speak first. Tied ones count as one voice: only that one is named."""
    tied = {discount.about for discount in result.discounts if discount.code == "tied_voices"}
    nominations = [fact.id for fact in result.evidence if fact.kind == "nomination" and fact not in tied]
    givers = dict.fromkeys(names.nominators[number] for number in sorted(nominations) if number in names.nominators)
    return tuple(names.people[giver] for giver in givers if giver in names.people)
