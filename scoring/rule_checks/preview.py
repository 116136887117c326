"""Who a rule would bring a badge, against the version in force. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from recognition.models import Badge, Person
from recognition.models.badges import shown_name
from scoring.actions import rules
from scoring.engine.citation import citation
from scoring.engine.explain import Names, explain
from scoring.engine.fairness import Fairness
from scoring.engine.judge import LiveRule, judge
from scoring.engine.policy import CURRENT
from scoring.engine.verdict import Decision, Verdict
from scoring.facts.load import load_facts, to_seconds
from scoring.facts.snapshot import one_moment
from scoring.judging.yes import rank
from scoring.live_rules import Rulebook, live_rulebook
from scoring.rule_checks.drills import DrillOfRule, drill_of_rule
from scoring.rule_checks.effort import Effort
from scoring.rule_checks.groups import fairness_document, fairness_of

# Changes told with their reasons: an answer over HTTP must not grow with the company.
MOST_CHANGES = 500
STEPS = 3  # facts read, judged by the live rules, judged by the draft; what is then compared is quick


def nobody_waits(step: int) -> None:
    """Of who is shown the answer and not the way to it."""


@dataclass(frozen=True)
class Change:
    """One person for whom the answer differs: `before` and `after` are "", "yes" or a tier."""

    person: str  # key
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Preview:
    badge: str
    replaces: int | None  # number of the live version
    gain: int
    lose: int
    other_tier: int
    same: int  # eligible before and after, at the same tier
    changes: tuple[Change, ...]
    changes_left_out: int
    effort: Effort
    fairness: tuple[Fairness, ...]  # among those who would hold it under this rule
    drill: DrillOfRule | None  # None: nobody has asked for a drill yet

    def as_dict(self) -> dict[str, Any]:
        return {
            "badge": self.badge,
            "replaces": self.replaces,
            "gain": self.gain,
            "lose": self.lose,
            "other_tier": self.other_tier,
            "same": self.same,
            "changes": [asdict(change) for change in self.changes],
            "changes_left_out": self.changes_left_out,
            "effort": self.effort.as_dict(),
            "fairness": [fairness_document(one) for one in self.fairness],
            "drill": self.drill.as_dict() if self.drill else None,
        }


def preview(text: str, *, most: int | None = MOST_CHANGES, told: Callable[[int], None] = nobody_waits) -> Preview:
    """Judge everybody by the live rules, and by the same with this rule in its place.

    All changes are counted; `most` of them (None: all) are told with their reasons, in the order of people. `told`
    hears after each of STEPS how many are done.

    Raises:
        ValidationError: as `rules.check`.
    """
    rule = rules.check(text)
    badge = Badge.objects.get(slug=rule.badge)
    with one_moment():
        facts, rulebook = load_facts(), live_rulebook()
    live = rulebook.of(badge.pk)
    ids = dict(Badge.objects.values_list("slug", "id"))
    draft = LiveRule(badge.pk, live.number + 1 if live else 1, rule, ids)
    told(1)
    at = to_seconds(timezone.now())
    before = judge(facts, rulebook.rules, CURRENT, at=at)
    told(2)
    others = [other for other in rulebook.rules if other.badge != badge.pk]
    after = judge(facts, [*others, draft], CURRENT, at=at, blanks=True)
    told(3)
    return _compared(badge, live, draft, before, after, rulebook, most)


def _compared(
    badge: Badge, live: LiveRule | None, draft: LiveRule, before: Verdict, after: Verdict, rulebook: Rulebook,
    most: int | None,
) -> Preview:  # fmt: skip
    keys = dict(Person.objects.values_list("id", "key"))
    names = Names({slug: shown_name(name) for slug, name in rulebook.badge_names.items()})
    eligible = set()
    changes: list[Change] = []
    counts = {"gain": 0, "lose": 0, "other_tier": 0, "same": 0}
    # Decisions are made when they are read: only those of this badge are.
    for pair in sorted(pair for pair in after.decisions if pair[1] == badge.pk):
        person, decision = pair[0], after.decisions[pair]
        if decision.eligible:
            eligible.add(person)
        old = before.decisions.get(pair)
        what = _what(old, decision)
        if what:
            counts[what] += 1
        if what and what != "same" and (most is None or len(changes) < most):
            reason = _reason(decision, draft, names)
            changes.append(Change(keys[person], _answer(old), _answer(decision), reason))
    return Preview(
        badge=badge.slug,
        replaces=live.number if live else None,
        **counts,
        changes=tuple(changes),
        changes_left_out=counts["gain"] + counts["lose"] + counts["other_tier"] - len(changes),
        effort=Effort.of(draft.rule),
        fairness=fairness_of(eligible),
        drill=drill_of_rule(badge.slug, draft.rule.digest),
    )


def _what(old: Decision | None, new: Decision) -> str:
    was = old is not None and old.eligible
    if was and new.eligible:
        assert old is not None
        return "same" if rank(old.tier) == rank(new.tier) else "other_tier"
    return "gain" if new.eligible else "lose" if was else ""


def _answer(decision: Decision | None) -> str:
    return "" if decision is None or not decision.eligible else decision.tier or "yes"


def _reason(decision: Decision, rule: LiveRule, names: Names) -> str:
    if decision.eligible:
        return " ".join(citation(decision, rule.rule, names))
    return explain(decision, rule.rule, names, by_another=True).headline
