"""Rules and their conditions in plain words, made from what each kind declares."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.engine.criteria.kind import Threshold
from scoring.engine.criteria.nodes import Condition, Group, Node, Rule
from scoring.engine.criteria.number_words import span_in_words


def asked_in_words(condition: Condition, threshold: Threshold, badges: Mapping[str, str]) -> str:
    """One lower bound, e.g. "recognition from at least 2 teams". `badges`: slug -> name."""
    slug = str(condition.values.get("badge", ""))
    asked = threshold.asked
    number = int(asked) if asked == int(asked) else asked
    places = {"n": number, "badge": badges.get(slug, slug), "span": span_in_words(int(asked))}
    return condition.kind.asks[threshold.parameter].render(places)


def criteria_in_words(rule: Rule, badge_names: Mapping[str, str]) -> list[str]:
    """Sentences for the badge page: what is asked, over which time, tiers, who decides, how long it lasts."""
    top = rule.criteria
    nodes = top.nodes if isinstance(top, Group) and top.combine == "all" else (top,)
    sentences = [_capital(_node_in_words(node, badge_names)) + "." for node in nodes]
    if rule.counts_from is not None:
        span = "this quarter" if rule.counts_from == 1 else f"the last {rule.counts_from} quarters, this one included"
        sentences.append(f"What counts is from {span}.")
    if len(rule.tiers) > 1:
        higher = ", ".join(f"{multiple:g} times as much for {name}" for name, multiple in rule.tiers[1:])
        sentences.append(f"This is {rule.tiers[0][0]}; {higher}.")
    if rule.award == "panel":
        sentences.append("The stewards of the badge then decide.")
    if rule.expires_days is not None:
        sentences.append(f"It lasts {span_in_words(rule.expires_days)} and can be earned again.")
    return sentences


def _node_in_words(node: Node, badges: Mapping[str, str]) -> str:
    if isinstance(node, Group):
        parts = [_node_in_words(child, badges) for child in node.nodes]
        if len(parts) == 1:
            return parts[0]
        return " and ".join(parts) if node.combine == "all" else "either " + ", or ".join(parts)
    asked = [asked_in_words(node, t, badges) for t in node.kind.thresholds(node.values, 1.0)]
    sentence = asked[0] if len(asked) == 1 else ", ".join(asked[:-1]) + " and " + asked[-1]
    reads = node.kind.reads(node.values)
    return f"{sentence} ({reads})" if reads else sentence


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
