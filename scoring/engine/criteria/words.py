"""Rules and their conditions in plain words, made from what each kind declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.engine.criteria.kind import Threshold
from scoring.engine.criteria.nodes import Condition, Group, Node, Rule
from scoring.engine.criteria.number_words import and_list, or_list, span_in_words
from scoring.engine.language import gettext, say, say_count


def asked_in_words(condition: Condition, threshold: Threshold, badges: Mapping[str, str]) -> str:
    """One lower bound, e.g. "recognition from at least 2 teams". `badges`: slug -> name."""
    phrase = condition.kind.asks[threshold.parameter]
    slug = str(condition.values.get("badge", ""))
    asked = threshold.asked
    number: float = int(asked) if asked == int(asked) else asked
    places: dict[str, str | float] = {"n": number, "badge": badges.get(slug, slug)}
    if "{span}" in phrase.other:
        places["span"] = span_in_words(int(asked))
    return phrase.render(places)


def criteria_in_words(rule: Rule, badge_names: Mapping[str, str]) -> list[str]:
    """Sentences for the badge page: what is asked, over which time, tiers, who decides, how long it lasts."""
    top = rule.criteria
    nodes = top.nodes if isinstance(top, Group) and top.combine == "all" else (top,)
    sentences = [_capital(_node_in_words(node, badge_names)) + "." for node in nodes]
    if rule.counts_from is not None:
        sentences.append(
            say_count(
                "What counts is from this quarter.",
                "What counts is from the last {n} quarters, this one included.",
                rule.counts_from,
            )
        )
    if len(rule.tiers) > 1:
        higher = ", ".join(
            say("{multiple:g} times as much for {tier}", multiple=multiple, tier=gettext(name))
            for name, multiple in rule.tiers[1:]
        )
        sentences.append(say("This is {tier}; {higher}.", tier=gettext(rule.tiers[0][0]), higher=higher))
    if rule.award == "panel":
        sentences.append(say("The stewards of the badge then decide."))
    if rule.expires_days is not None:
        span = span_in_words(rule.expires_days)
        sentences.append(say("It lasts {span} and can be earned again.", span=span))
    return sentences


def _node_in_words(node: Node, badges: Mapping[str, str]) -> str:
    if isinstance(node, Group):
        parts = [_node_in_words(child, badges) for child in node.nodes]
        if len(parts) == 1:
            return parts[0]
        return both(parts) if node.combine == "all" else either(parts)
    asked = [asked_in_words(node, t, badges) for t in node.kind.thresholds(node.values, 1.0)]
    sentence = and_list(asked)
    reads = node.kind.reads(node.values)
    return f"{sentence} ({reads})" if reads else sentence


def both(parts: Sequence[str]) -> str:
    """All of them, e.g. "a and b and c": of parts that may have commas of their own."""
    said = parts[0]
    for part in parts[1:]:
        said = say("{others} and {last}", others=said, last=part)
    return said


def either(parts: Sequence[str]) -> str:
    """One of them, e.g. "either a, or b"."""
    return say("either {ways}", ways=or_list(parts)) if len(parts) > 1 else parts[0]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
