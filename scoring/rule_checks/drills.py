"""Playing the drills that wait: real facts, the live rules, invented people. Stores a report and no fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from recognition.models import Badge, Person
from scoring.engine.criteria.errors import RuleErrors
from scoring.engine.criteria.parse import parse_rule_text
from scoring.engine.detectors import DETECTORS
from scoring.engine.drill.drill import drill as play
from scoring.engine.drill.report import AttackResult, DrillReport
from scoring.engine.judge import LiveRule
from scoring.engine.policy import CURRENT
from scoring.facts.for_detectors import load_detector_facts
from scoring.facts.id_sets import among
from scoring.facts.load import to_seconds
from scoring.facts.snapshot import one_moment
from scoring.live_rules import Rulebook, live_rulebook
from scoring.models import Drill
from scoring.models import DrillReport as StoredReport

# Longer than one attack over the largest company that was measured takes; renewed after each attack.
LEASE = timedelta(minutes=20)


def nothing_waits() -> None:
    """Of who plays a drill for its own sake: nobody else needs this process meanwhile."""


def play_waiting(between: Callable[[], None] = nothing_waits) -> int:
    """Play the oldest drill that waits, or whose worker died. How many were played: 0 or 1.

    `between` is called after each attack: a worker judges then who waits, instead of minutes later. It must come
    back within LEASE, and what it raises ends the drill.
    """
    drill = _take()
    if drill is None:
        return 0
    play_one(drill, between)
    return 1


def play_one(drill: Drill, between: Callable[[], None] = nothing_waits) -> StoredReport | None:
    """Play this one, which was taken before; None where it failed, with the trouble told in the drill."""
    try:
        content = _content(drill, between)
    except RuleErrors as error:
        _fail(drill, f"The draft can no longer be read: {error}. Mend it and ask for a new drill.")
        return None
    except Exception as error:
        # Not tried again by itself, or it would hold up a worker for ever; the worker's log has the rest.
        _fail(drill, f"It broke off ({type(error).__name__}: {error}). Please report it.")
        raise
    with transaction.atomic():
        report, _created = StoredReport.objects.get_or_create(drill=drill, defaults={"content": content})
        Drill.objects.filter(pk=drill.pk).update(
            state=Drill.State.DONE, taken_until=None, played=len(drill.kinds), trouble=""
        )
    drill.refresh_from_db()
    return report


def _fail(drill: Drill, trouble: str) -> None:
    told = " ".join(trouble.split())[:500]
    Drill.objects.filter(pk=drill.pk).update(state=Drill.State.FAILED, taken_until=None, trouble=told)


def take(drill: Drill) -> bool:
    """Claim it; False where another worker has it or it is over."""
    now = timezone.now()
    free = Q(state=Drill.State.WAITING) | Q(state=Drill.State.RUNNING, taken_until__lt=now)
    taken = Drill.objects.filter(free, pk=drill.pk).update(state=Drill.State.RUNNING, taken_until=now + LEASE, played=0)
    return bool(taken)


def _take() -> Drill | None:
    now = timezone.now()
    free = Drill.objects.filter(
        Q(state=Drill.State.WAITING) | Q(state=Drill.State.RUNNING, taken_until__lt=now)
    ).order_by("asked_at", "pk")
    return next((drill for drill in free[:3] if take(drill)), None)


def _content(drill: Drill, between: Callable[[], None]) -> dict[str, Any]:
    with one_moment():
        facts, rulebook, at = load_detector_facts(), live_rulebook(), to_seconds(timezone.now())

    def told(played: int, _of: int) -> None:
        Drill.objects.filter(pk=drill.pk).update(played=played, taken_until=timezone.now() + LEASE)
        between()

    report = play(
        facts, _rules(drill, rulebook), CURRENT, DETECTORS, at=at, seed=drill.seed, kinds=drill.kinds, progress=told
    )
    return _named(report)


def _rules(drill: Drill, rulebook: Rulebook) -> list[LiveRule]:
    """The live rules, with a draft in its badge's place."""
    if drill.badge_id is None:
        return list(rulebook.rules)
    ids = dict(Badge.objects.values_list("slug", "id"))
    live = rulebook.of(drill.badge_id)
    draft = LiveRule(drill.badge_id, live.number + 1 if live else 1, parse_rule_text(drill.text), ids)
    return [*(rule for rule in rulebook.rules if rule.badge != drill.badge_id), draft]


def _named(report: DrillReport) -> dict[str, Any]:
    """Badges and people by key; a person of an invented company has none."""
    slugs = dict(Badge.objects.values_list("id", "slug"))
    losers = {lost.person for result in report.results for lost in result.lost}
    keys = dict(Person.objects.filter(pk__in=among(losers)).values_list("id", "key"))
    return {**report.as_dict(), "results": [_result(result, slugs, keys) for result in report.results]}


def _result(result: AttackResult, slugs: dict[int, str], keys: dict[int, str]) -> dict[str, Any]:
    return {
        **result.as_dict(),
        "won": [{"badge": slugs[won.badge], "tier": won.tier, "people": won.people} for won in result.won],
        "lost": [{"badge": slugs[lost.badge], "person": keys.get(lost.person, "")} for lost in result.lost],
    }


def latest_of(digest: str) -> StoredReport | None:
    """The last report about a draft with this digest. One statement."""
    reports = StoredReport.objects.filter(drill__digest=digest).select_related("drill")
    return reports.order_by("-at", "-pk").first()


def latest_live() -> StoredReport | None:
    """The last report about the live rules alone. One statement."""
    return StoredReport.objects.filter(drill__badge=None).select_related("drill").order_by("-at", "-pk").first()


@dataclass(frozen=True)
class DrillOfRule:
    """What the last drill says about one badge: of the draft itself, or else of the rule in force."""

    drill: int
    at: datetime
    of_draft: bool
    attacks: int
    got_through: tuple[tuple[str, str, int], ...]  # attack, tier, invented people who would have been given it

    @property
    def sentence(self) -> str:
        """For who writes the rule."""
        of = "this draft" if self.of_draft else "the rule in force (this draft was not drilled yet)"
        if not self.got_through:
            return f"Drill {self.drill} of {of}: none of {self.attacks} attacks brought the badge."
        named = ", ".join(f"{kind} {people} times" for kind, _tier, people in self.got_through)
        return f"Drill {self.drill} of {of}: of {self.attacks} attacks these brought the badge: {named}."

    def as_dict(self) -> dict[str, Any]:
        return {
            "drill": self.drill,
            "at": self.at.isoformat(),
            "of_draft": self.of_draft,
            "attacks": self.attacks,
            "got_through": [
                {"attack": kind, "tier": tier, "people": people} for kind, tier, people in self.got_through
            ],
            "sentence": self.sentence,
        }


def drill_of_rule(slug: str, digest: str) -> DrillOfRule | None:
    """What is stored about the draft with this digest, or else about the rule of its badge. Two statements at most.

    A preview never waits for a drill: one is asked for, and a worker plays it.
    """
    report = latest_of(digest)
    of_draft = report is not None
    report = report or latest_live()
    if report is None:
        return None
    results = report.content["results"]
    won = [(r["kind"], w["tier"], w["people"]) for r in results for w in r["won"] if w["badge"] == slug]
    return DrillOfRule(report.drill_id, report.at, of_draft, len(results), tuple(won))
