"""Published rules, parsed for the judge."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from recognition.models import Badge
from scoring.engine.criteria.nodes import Rule
from scoring.engine.criteria.parse import parse_rule
from scoring.engine.judge import LiveRule
from scoring.models import RuleVersion


@dataclass(frozen=True)
class Rulebook:
    """Rules with what storing their decisions needs. One rule a badge."""

    rules: tuple[LiveRule, ...]
    version_ids: Mapping[int, int]  # badge -> id of its RuleVersion
    badge_names: Mapping[str, str]  # slug -> name, of all badges

    def of(self, badge: int) -> LiveRule | None:
        return next((rule for rule in self.rules if rule.badge == badge), None)


def live_rulebook() -> Rulebook:
    """The live rules of live badges. Two statements."""
    versions = RuleVersion.objects.filter(state=RuleVersion.State.LIVE, badge__state=Badge.State.LIVE)
    # As text: of a rule that this process has parsed nobody reads it again.
    text = Cast("document", TextField())
    found = list(versions.order_by("badge_id").values_list("badge_id", "number", "digest", text, "pk"))
    badges = list(Badge.objects.order_by().values_list("slug", "id", "name"))
    ids = {slug: badge for slug, badge, _name in badges}
    return Rulebook(
        rules=tuple(live_rule(badge, number, digest, document, ids) for badge, number, digest, document, _pk in found),
        version_ids={badge: pk for badge, _number, _digest, _document, pk in found},
        badge_names={slug: name for slug, _badge, name in badges},
    )


def asked_for(slugs: Iterable[str], live: Sequence[LiveRule]) -> list[LiveRule]:
    """Live rules of these badges, and of those that they ask for in turn."""
    by_slug, found, waiting = {rule.rule.badge: rule for rule in live}, dict[str, LiveRule](), list(slugs)
    while waiting:
        slug = waiting.pop()
        if slug in by_slug and slug not in found:
            found[slug] = by_slug[slug]
            waiting.extend(by_slug[slug].rule.needs)
    return list(found.values())


@dataclass(frozen=True)
class PinnedRule:
    """One version as it was published, whatever became of it since."""

    rule: LiveRule
    version_id: int
    policy_version: int


def pinned_rule(badge: int, number: int) -> PinnedRule:
    """Two statements. Raises RuleVersion.DoesNotExist."""
    version = RuleVersion.objects.get(badge_id=badge, number=number)
    ids = dict(Badge.objects.values_list("slug", "id"))
    rule = live_rule(badge, number, version.digest, version.document, ids)
    return PinnedRule(rule, version.pk, version.policy_version)


# Parsing takes milliseconds and a published version never changes: once for each digest and process.
_parsed: dict[str, Rule] = {}


def live_rule(
    badge: int, number: int, digest: str, document: Mapping[str, Any] | str, ids: Mapping[str, int]
) -> LiveRule:
    """The judge's form of a stored version, whose `document` may be JSON; `ids` are all badges by slug."""
    rule = _parsed.get(digest)
    if rule is None:
        rule = _parsed[digest] = parse_rule(json.loads(document) if isinstance(document, str) else document)
    return LiveRule(badge=badge, number=number, rule=rule, badge_ids=ids)
