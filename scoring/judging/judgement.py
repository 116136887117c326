"""One judgement: facts read at one moment, the live rules, and the verdict. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

import numpy as np
from django.utils import timezone

from recognition.models import Person
from scoring.engine.explain import Names
from scoring.engine.facts import NEVER, Facts, GiftKind, Held
from scoring.engine.judge import judge, judge_standing
from scoring.engine.policy import CURRENT
from scoring.engine.standing import stand
from scoring.engine.verdict import Decision, Verdict
from scoring.facts.id_sets import among
from scoring.facts.load import load_facts, load_held, to_seconds
from scoring.facts.snapshot import one_moment
from scoring.judging.taken_back import taken_back
from scoring.live_rules import Rulebook, live_rulebook

# A fact that a page dated by its own clock may lie a little ahead of the worker's. It is judged as of its own
# time, else it would be left out and nobody would come back for it. As much as `recognition` accepts.
CLOCK_DIFFERENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Judgement:
    """`persons` None: everybody was judged. `badges` None: for every badge; else it says nothing of others."""

    at: datetime  # the moment judged
    recorded_at: datetime  # when the facts were read
    persons: frozenset[int] | None
    facts: Facts
    rulebook: Rulebook
    verdict: Verdict
    badges: frozenset[int] | None = None

    def speaks_of(self, badge: int) -> bool:
        return self.badges is None or badge in self.badges

    def names_for(self, decision: Decision) -> Names:
        """What a citation of this decision calls badges and, where nominations counted, people."""
        if any(fact.kind == "nomination" for fact in decision.evidence):
            return self._all_names
        return Names(self.rulebook.badge_names)

    @cached_property
    def taken_back(self) -> set[tuple[str, int]]:
        """(kind, id) of the facts that were withdrawn or reversed by the moment judged."""
        return taken_back(self.facts, to_seconds(self.at))

    @cached_property
    def _all_names(self) -> Names:
        """One statement, for all decisions together."""
        said = self.facts.gifts.take(self.facts.gifts.kind == GiftKind.NOMINATION)
        nominators = dict(zip(said.id.tolist(), said.giver.tolist(), strict=True))
        people = Person.objects.filter(id__in=among(set(nominators.values()))).values_list("id", "display_name")
        return Names(self.rulebook.badge_names, nominators, dict(people))


def judge_persons(persons: Iterable[int] | None, *, at: datetime | None = None) -> Judgement:
    """Judge these persons (None: everybody) by the live rules, with all that is known now."""
    chosen = None if persons is None else frozenset(persons)
    with one_moment():
        recorded_at = timezone.now()
        facts = load_facts(chosen)
        rulebook = live_rulebook()
    return decide(facts, rulebook, chosen, at=at or _now(facts, recorded_at), recorded_at=recorded_at)


def judge_in_parts(
    persons: Iterable[int], size: int, *, at: datetime | None = None, renew: Callable[[], None]
) -> Iterator[Judgement]:
    """Judge many people, `size` of them at a time, from one load of all facts.

    `renew` is called after each step that takes long: loading, sorting, and a part. As good as judging them together:
    what one person is answered hangs on the facts, never on the answers to others.
    """
    with one_moment():
        recorded_at = timezone.now()
        facts = load_facts()
        rulebook = live_rulebook()
    renew()
    at = at or _now(facts, recorded_at)
    standing = stand(facts, CURRENT, at=to_seconds(at))
    renew()
    ordered = sorted(persons)
    for start in range(0, len(ordered), size):
        part = ordered[start : start + size]
        verdict = judge_standing(standing, rulebook.rules, persons=np.array(part, np.int64))
        renew()
        yield Judgement(at, recorded_at, frozenset(part), facts, rulebook, verdict)


def decide(
    facts: Facts, rulebook: Rulebook, persons: frozenset[int] | None, *, at: datetime, recorded_at: datetime
) -> Judgement:
    """Judge facts that were read before."""
    chosen = None if persons is None else np.array(sorted(persons), np.int64)
    verdict = judge(facts, rulebook.rules, CURRENT, at=to_seconds(at), persons=chosen)
    return Judgement(at, recorded_at, persons, facts, rulebook, verdict)


def with_held_of_now(facts: Facts) -> Facts:
    """The same facts with the awards as they are stored now: a run over several moments gives awards itself."""
    held: Held = load_held()
    return replace(facts, held=held)


def _now(facts: Facts, now: datetime) -> datetime:
    """Now, or the time of the newest fact where that is at most CLOCK_DIFFERENCE ahead."""
    ceiling = to_seconds(now + CLOCK_DIFFERENCE)
    newest = to_seconds(now)
    for times in (facts.gifts.at, facts.outcomes.at, facts.verifications.at):
        near = times[(times > newest) & (times <= ceiling) & (times != NEVER)]
        if near.size:
            newest = int(near.max())
    return max(now, datetime.fromtimestamp(newest, UTC))
