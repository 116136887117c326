"""Why a badge was given, as it stands on the award: in the past, from the numbers that counted.

One sentence a condition that was met. Nominators are public and named; whoever thanked or verified is counted.
"""

from __future__ import annotations

from scoring.engine.criteria.kind import Attained
from scoring.engine.criteria.nodes import Rule
from scoring.engine.explain import Names
from scoring.engine.verdict import Answer, CriterionResult, Decision


def citation(decision: Decision, rule: Rule, names: Names) -> list[str]:
    """Sentences in the order of the rule, each once. `rule` must be the version that decided."""
    results = {result.path: result for result in decision.criteria}
    sentences = []
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
        sentences.append(condition.kind.achieved_in_words(condition.values, attained))
    return list(dict.fromkeys(sentences))


def _speakers(result: CriterionResult, names: Names) -> tuple[str, ...]:
    """Nominators by name, the first to speak first. Tied ones count as one voice: only that one is named."""
    tied = {discount.about for discount in result.discounts if discount.code == "tied_voices"}
    nominations = [fact.id for fact in result.evidence if fact.kind == "nomination" and fact not in tied]
    givers = dict.fromkeys(names.nominators[number] for number in sorted(nominations) if number in names.nominators)
    return tuple(names.people[giver] for giver in givers if giver in names.people)
