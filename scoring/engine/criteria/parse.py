"""Documents -> rules. All mistakes are found at once, each with its path and how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal, cast

from scoring.engine.criteria.errors import RuleError, RuleErrors, unknown_name
from scoring.engine.criteria.kinds import KINDS
from scoring.engine.criteria.nodes import AWARD_WAYS, Node, Rule
from scoring.engine.criteria.parameters import kind_of, read_slug
from scoring.engine.criteria.text import read_text
from scoring.engine.criteria.tiers import read_tiers
from scoring.engine.criteria.tree import read_node
from scoring.engine.language import say

FIELDS = ("badge", "award", "counts_from", "criteria", "tiers", "expires", "title", "notes")
TITLE_MAX_CHARACTERS = 120
NOTES_MAX_CHARACTERS = 4_000
EPOCHS_MAX = 40  # ten years
EXPIRES_DAYS = (30, 3_650)
CONDITIONS_MAX = 24  # nobody reads more, and the laws try them all
# `holds`, `tenure` and `usage_weeks` are tried in all combinations by laws 2 and 3: 2^10 at the most.
STANDING_CONDITIONS_MAX = 10


def parse_rule_text(text: str) -> Rule:
    """A rule from YAML or JSON. Raises RuleErrors, also for broken syntax and doubled keys."""
    return parse_rule(read_text(text))


def parse_rule(document: Mapping[str, Any]) -> Rule:
    """A rule from plain mappings and lists. Raises RuleErrors with every mistake."""
    if not isinstance(document, Mapping):
        raise RuleErrors(
            [
                RuleError(
                    "", say("expected a mapping, found {found}", found=kind_of(document)), say("start with badge: ...")
                )
            ]
        )
    errors: list[RuleError] = []
    for name in document:
        if name not in FIELDS:
            errors.append(unknown_name(str(name)[:60], str(name)[:60], FIELDS))
    badge = _read_badge(document, errors)
    award = _read_award(document, errors)
    counts_from = _read_span(document, "counts_from", "epoch", (1, EPOCHS_MAX), errors)
    criteria = _read_criteria(document, errors)
    tiers = read_tiers(document.get("tiers"), criteria, errors) if "tiers" in document else ()
    expires = _read_span(document, "expires", "day", EXPIRES_DAYS, errors)
    title = _read_words(document, "title", TITLE_MAX_CHARACTERS, errors)
    notes = _read_words(document, "notes", NOTES_MAX_CHARACTERS, errors)
    if criteria is None:
        raise RuleErrors(errors, badge=badge)
    # A way of awarding that is none is told already.
    rule = Rule(
        badge, criteria, award if award in AWARD_WAYS else "automatic", counts_from, tiers, expires, title, notes
    )
    # The laws judge the rule and try every combination of conditions: not of a circle, nor of more than anybody reads.
    untried = [*_asks_for_itself(rule), *_too_large(rule)]
    errors += untried
    if errors:
        raise RuleErrors(errors, readable=None if untried else rule, badge=badge)
    return rule


def _asks_for_itself(rule: Rule) -> list[RuleError]:
    if rule.badge not in rule.needs:
        return []
    return [RuleError("criteria", say("holds: {badge} asks for itself", badge=rule.badge), say("name another badge"))]


def _too_large(rule: Rule) -> list[RuleError]:
    errors = []
    if len(rule.conditions) > CONDITIONS_MAX:
        errors.append(RuleError("criteria", say("more than {n} conditions", n=CONDITIONS_MAX), say("ask for fewer")))
    standing = {c for _, c in rule.conditions if not c.kind.given_by_others}
    if len(standing) > STANDING_CONDITIONS_MAX:
        errors.append(
            RuleError(
                "criteria",
                say("more than {n} tenure, holds and usage_weeks conditions", n=STANDING_CONDITIONS_MAX),
                say("ask for fewer"),
            )
        )
    return errors


def _read_badge(document: Mapping[str, Any], errors: list[RuleError]) -> str:
    if "badge" not in document:
        errors.append(
            RuleError("badge", say("missing"), say("say which badge the rule is for, for example badge: mentor"))
        )
        return ""
    try:
        return read_slug(document["badge"])
    except ValueError as problem:
        errors.append(RuleError("badge", *problem.args))
        return ""


def _read_award(document: Mapping[str, Any], errors: list[RuleError]) -> Literal["automatic", "panel"]:
    award = document.get("award", "automatic")
    if not isinstance(award, str) or award not in AWARD_WAYS:
        errors.append(RuleError("award", say("unknown"), say("automatic or panel")))
    return cast(Literal["automatic", "panel"], award)


def _read_criteria(document: Mapping[str, Any], errors: list[RuleError]) -> Node | None:
    if "criteria" not in document:
        kinds = ", ".join(KINDS)
        errors.append(
            RuleError("criteria", say("missing"), say("say what is asked: all, any, or one of {kinds}", kinds=kinds))
        )
        return None
    return read_node(document["criteria"], "criteria", errors)


def _read_span(
    document: Mapping[str, Any], name: str, unit: str, bounds: tuple[int, int], errors: list[RuleError]
) -> int | None:
    """`4 epochs`, `730 days`: a unit is always written, so that nobody has to guess it."""
    if name not in document:
        return None
    raw = document[name]
    hint = say(
        "write {least} to {most} {unit}, for example {example}",
        least=bounds[0], most=bounds[1], unit=f"{unit}s", example=f"{name}: {max(bounds[0], 4)} {unit}s",
    )  # fmt: skip
    found = re.fullmatch(rf"([0-9]{{1,6}}) {unit}s?", raw) if isinstance(raw, str) else None
    if found is None:
        errors.append(RuleError(name, say("expected a number of {unit}", unit=f"{unit}s"), hint))
        return None
    number = int(found.group(1))
    if not bounds[0] <= number <= bounds[1]:
        errors.append(RuleError(name, say("out of bounds"), hint))
        return None
    return number


def _read_words(document: Mapping[str, Any], name: str, most: int, errors: list[RuleError]) -> str:
    raw = document.get(name, "")
    if not isinstance(raw, str):
        errors.append(RuleError(name, say("expected text, found {found}", found=kind_of(raw)), say("put it in quotes")))
        return ""
    if len(raw) > most:
        errors.append(RuleError(name, say("longer than {n} characters", n=most), say("shorten it")))
    # Control, direction and lone surrogate characters could hide a rule's meaning from its second reader.
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t" for c in raw):
        errors.append(RuleError(name, say("has hidden or control characters"), say("type it again as plain text")))
    return raw.strip()
