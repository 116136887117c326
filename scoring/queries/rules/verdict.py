"""What there is to say about a rule's text while somebody writes it: laws, words, what it costs to fake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recognition.models import Badge
from scoring.actions import rules
from scoring.engine.criteria.errors import RuleError
from scoring.engine.criteria.law_broken import LawBroken
from scoring.engine.criteria.nodes import Rule
from scoring.engine.policy import CURRENT
from scoring.models import RuleVersion
from scoring.queries.rules.versions import Wording
from scoring.rule_checks.effort import Effort

# By number, as `engine.criteria.laws.LAWS`.
TITLES: Mapping[int, Promise] = {
    1: gettext_lazy("Nothing is not enough"),
    2: gettext_lazy("Use of a tool never decides"),
    3: gettext_lazy("One voice is not enough"),
    4: gettext_lazy("More never hurts"),
    5: gettext_lazy("Honest people can reach it"),
    6: gettext_lazy("Faking it costs enough"),
}


@dataclass(frozen=True)
class Law:
    number: int
    title: Promise
    broken: LawBroken | None


@dataclass(frozen=True)
class Meter:
    """The effort of faking one tier on a scale, in hundredths of it; `least` and `floor` are what a rule must cost."""

    tier: str
    effort: float
    least: float
    sentence: str
    filled: int
    floor: int

    @property
    def enough(self) -> bool:
        return self.filled >= self.floor


@dataclass(frozen=True)
class Verdict:
    """`digest` is "" where no rule could be read; `in_force`: it says what the live version says."""

    mistakes: tuple[RuleError, ...]
    misfits: tuple[str, ...]
    laws: tuple[Law, ...]  # none where they could not be tried
    sentences: tuple[str, ...]
    meters: tuple[Meter, ...]
    honest: str
    digest: str
    in_force: bool

    @property
    def broken(self) -> list[Law]:
        return [law for law in self.laws if law.broken is not None]

    @property
    def lawful(self) -> bool:
        return bool(self.laws) and not (self.mistakes or self.misfits or self.broken)


def verdict_on(text: str, badge: Badge) -> Verdict:
    """Of a text that is meant for this badge. Up to seven statements; a second for the largest rules."""
    examined = rules.examine(text)
    rule = examined.rule
    misfits = list(examined.misfits)
    if rule is not None and rule.badge and rule.badge != badge.slug:
        misfits.append(_("This is the rule of another badge: write badge: %(slug)s.") % {"slug": badge.slug})
    if rule is None or examined.mistakes:
        return Verdict(examined.mistakes, tuple(misfits), (), (), (), "", "", in_force=False)
    broken = {law.law: law for law in examined.broken}
    effort = effort_of(rule)
    live = RuleVersion.objects.filter(badge=badge, state=RuleVersion.State.LIVE).first()
    return Verdict(
        mistakes=(),
        misfits=tuple(misfits),
        laws=tuple(Law(number, title, broken.get(number)) for number, title in TITLES.items()),
        sentences=tuple(Wording.now().of_rule(rule)),
        meters=meters_of(effort),
        honest=effort.as_dict()["honest_sentence"],
        digest=rule.digest,
        in_force=live is not None and (live.digest, live.policy_version) == (rule.digest, CURRENT.version),
    )


@lru_cache(maxsize=512)
def effort_of(rule: Rule) -> Effort:
    """The largest rules take a third of a second; the sentences are made anew, in the reader's language."""
    return Effort.of(rule)


def meters_of(effort: Effort) -> tuple[Meter, ...]:
    """On one scale for all tiers: up to the dearest, and at least to thrice the floor."""
    said = effort.as_dict()
    floor = said["floor"]
    top = max(3 * floor, *(tier["effort"] for tier in said["tiers"] if tier["effort"] != float("inf")), floor)
    return tuple(
        Meter(
            tier["tier"], tier["effort"], floor, tier["sentence"],
            filled=round(100 * min(tier["effort"], top) / top), floor=round(100 * floor / top),
        )
        for tier in said["tiers"]
    )  # fmt: skip
