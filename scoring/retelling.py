"""What the judge wrote down, said again in the reader's language: of what is kept beside the words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from recognition import retelling
from recognition.models.badges import shown_name
from scoring.engine.citation import in_words, read_achieved
from scoring.engine.criteria.errors import RuleErrors
from scoring.engine.criteria.nodes import Rule
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.criteria.words import criteria_in_words

RULES_KEPT = 512  # parsed: one a live badge, and room for twice as many


def register() -> None:
    retelling.tellers["award"] = _of_award
    retelling.tellers["criteria"] = _of_criteria


def criteria_parts(rule: Rule, names: Mapping[str, str]) -> dict[str, Any]:
    """What the plain words of a rule are made of: the rule without its writers' notes, and badges it names."""
    document = rule.document()
    for private in ("title", "notes"):
        document.pop(private, None)
    return {"rule": document, "badges": {slug: names.get(slug, slug) for slug in sorted(rule.needs)}}


def _of_award(parts: Sequence[Mapping[str, Any]]) -> list[str]:
    try:
        return in_words([read_achieved({**part, "badge": shown_name(part["badge"])}) for part in parts])
    except KeyError:  # kept by another version of the judge: the words of the day say it
        return []


def _of_criteria(parts: Mapping[str, Any]) -> list[str]:
    rule = _rule(json.dumps(parts["rule"], sort_keys=True))
    names = {slug: shown_name(name) for slug, name in parts["badges"].items()}
    return [] if rule is None else criteria_in_words(rule, names)


@lru_cache(maxsize=RULES_KEPT)
def _rule(text: str) -> Rule | None:
    try:
        return parse_rule(json.loads(text))
    except RuleErrors:  # of an earlier grammar: the words of the day say it
        return None
