"""Playing one attack: the same people with it, without it, and with its honest counterpart."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scoring.engine.affected import FactsNeighbours
from scoring.engine.drill.attacks import ATTACKS
from scoring.engine.drill.gains import measured
from scoring.engine.drill.honest import honest_counterpart
from scoring.engine.drill.planting import plant
from scoring.engine.drill.plot import PLANTED, Plot
from scoring.engine.drill.report import AttackResult, Lost, Won
from scoring.engine.drill.stage import Stage, World
from scoring.engine.facts import Bools, Facts, GiftKind
from scoring.engine.findings import MERGING, WEEKS_A_PERSON, About, Finding, factors
from scoring.engine.judge import LiveRule
from scoring.engine.verdict import Decision, Verdict

LOSS = 0.10  # of a measure: what an honest person would notice
Key = tuple[About, int]


def play(stage: Stage, kind: str, seed: int) -> AttackResult:
    """Plan the attack with this seed, let the detectors look and the rules judge. The same for the same seed.

    Raises KeyError for a kind that no attack has.
    """
    attack = ATTACKS[kind]
    plot = Plot(stage.population, np.random.default_rng([seed, *kind.encode()]))
    attack.plan(plot)
    honest = honest_counterpart(plot)
    (attacked, labels), (praised, said_honestly) = plant(plot), plant(honest)
    before = stage.before
    after = stage.world(attacked, since=plot.since)
    fair = stage.world(praised, since=honest.since)
    aimed_at = plot.victims or plot.beneficiaries
    said = (stage.population.gift_kind, stage.population.badge)
    start, end, other = (
        measured(world.facts, attack.aim, aimed_at, stage.policy, at=stage.at, said=said)
        for world in (before, after, fair)
    )
    persons = _reach(attacked, plot, _newly_named(before, after))
    nothing = np.zeros(len(before.facts.gifts), np.bool_)
    without = stage.judged(before, nothing, persons)
    with_attack = stage.judged(after, labels == PLANTED, persons)
    with_honest = stage.judged(fair, said_honestly == PLANTED, plot.beneficiaries)
    mine = _planted_facts(plot, attacked)
    named = _newly_named(before, after)
    real = sorted(set(persons) & set(stage.population.people.tolist()) - set(stage.cast.doubles))
    lost, harmed = _harm(without, with_attack, real, stage.rules)
    return AttackResult(
        kind=kind,
        people=len(_actors(plot)),
        planted=len(mine),
        gain=start - end if attack.aim == "harm" else end - start,
        honest_gain=0.0 if attack.aim == "harm" else other - start,
        won=_won(without, with_attack, plot.beneficiaries, stage.rules),
        honest_won=sum(w.people for w in _won(without, with_honest, plot.beneficiaries, stage.rules)),
        found=sum(1 for facts in mine if not facts.isdisjoint(named)),
        discounted=_discounted(stage, after, mine),
        named=_units(named, mine),
        lost=lost,
        harmed=harmed,
    )


def _actors(plot: Plot) -> set[int]:
    planted = [gift for gift in plot.gifts if gift.label == PLANTED]
    return {person for gift in planted for person in (gift.giver, gift.receiver)} | {
        *(outcome.person for outcome in plot.outcomes),
        *(verification.verifier for verification in plot.verifications),
        *(week.person for week in plot.weeks),
    }


def _planted_facts(plot: Plot, attacked: Facts) -> list[frozenset[Key]]:
    """A planted gift; a planted outcome together with its verifications; or a week of use."""
    before = plot.population.facts
    of_gift = About.THANKS if plot.population.gift_kind == GiftKind.THANKS else About.NOMINATION
    gifts = attacked.gifts.id[len(before.gifts) :].tolist()
    mine = [
        frozenset({(of_gift, number)}) for number, gift in zip(gifts, plot.gifts, strict=True) if gift.label == PLANTED
    ]
    outcomes = attacked.outcomes.id[len(before.outcomes) :].tolist()
    signed = attacked.verifications.id[len(before.verifications) :].tolist()
    for place, number in enumerate(outcomes):
        by = [s for s, v in zip(signed, plot.verifications, strict=True) if v.outcome == place]
        mine.append(frozenset({(About.OUTCOME, number), *((About.VERIFICATION, one) for one in by)}))
    for week in plot.weeks:
        mine.append(frozenset({(About.USAGE_WEEK, week.person * WEEKS_A_PERSON + week.week)}))
    return mine


def _speaks(finding: Finding) -> bool:
    """Whether it is more than a remark, and about facts: alarms are about thresholds."""
    return finding.severity in ("review", "hold") or finding.factor < 1.0 or finding.code in MERGING


def _newly_named(before: World, after: World) -> set[Key]:
    known = {(f.code, about) for f in before.seen.values() if _speaks(f) for about in f.about}
    return {about for f in after.seen.values() if _speaks(f) for about in f.about if (f.code, about) not in known}


def _units(named: set[Key], mine: list[frozenset[Key]]) -> int:
    """Named facts, an outcome with its verifications as one where they were planted."""
    planted = {key for facts in mine for key in facts}
    return len(named - planted) + sum(1 for facts in mine if not facts.isdisjoint(named))


def _discounted(stage: Stage, after: World, mine: list[frozenset[Key]]) -> int:
    lowered = factors(after.facts.findings, stage.policy, at=stage.at)
    merged = {about for f in after.seen.values() if f.code in MERGING for about in f.about}
    return sum(
        1
        for facts in mine
        if not facts.isdisjoint(merged)
        or any(float(lowered.of(kind, np.array([number]))[0]) < 1.0 for kind, number in facts)
    )


def _reach(attacked: Facts, plot: Plot, named: set[Key]) -> list[int]:
    """Everybody whose decision the attack or what was found because of it can change (engine/affected.py)."""
    near = FactsNeighbours(attacked)
    actors = frozenset(_actors(plot) | {gift.giver for gift in plot.gifts} | {gift.receiver for gift in plot.gifts})
    reached = set(actors | near.receivers_of(actors)) | set(plot.beneficiaries)
    gifts, work = attacked.gifts, attacked.contributions
    for kind, gift_kind in ((About.NOMINATION, GiftKind.NOMINATION), (About.THANKS, GiftKind.THANKS)):
        rows: Bools = (gifts.kind == gift_kind) & np.isin(gifts.id, _ids(named, kind))
        reached |= set(gifts.receiver[rows].tolist())
    outcomes = set(_ids(named, About.OUTCOME))
    signed = np.isin(attacked.verifications.id, _ids(named, About.VERIFICATION))
    outcomes |= set(attacked.verifications.outcome[signed].tolist())
    reached |= set(work.person[np.isin(work.outcome, sorted(outcomes))].tolist())
    return sorted(reached)


def _ids(named: Iterable[Key], kind: About) -> list[int]:
    return [number for about, number in named if about == kind]


def _level(decision: Decision | None, live: LiveRule) -> int:
    """0 for no, otherwise the place of the tier."""
    if decision is None or not decision.eligible:
        return 0
    tiers = [name for name, _ in live.rule.tiers]
    return 1 + (tiers.index(decision.tier) if decision.tier in tiers else 0)


def _won(before: Verdict, after: Verdict, people: Iterable[int], rules: Iterable[LiveRule]) -> tuple[Won, ...]:
    number: dict[tuple[int, str], int] = {}
    for live in rules:
        for person in people:
            old, new = (verdict.decisions.get((person, live.badge)) for verdict in (before, after))
            if new is not None and _level(new, live) > _level(old, live):
                number[live.badge, new.tier] = number.get((live.badge, new.tier), 0) + 1
    return tuple(sorted(Won(badge, tier, people) for (badge, tier), people in number.items()))


def _harm(
    before: Verdict, after: Verdict, people: Iterable[int], rules: Iterable[LiveRule]
) -> tuple[tuple[Lost, ...], int]:
    lost, harmed = set(), set()
    for live in rules:
        for person in people:
            old, new = (verdict.decisions.get((person, live.badge)) for verdict in (before, after))
            if _level(new, live) < _level(old, live):
                lost.add(Lost(live.badge, person))
            if old is not None and _fell(old, new):
                harmed.add(person)
    return tuple(sorted(lost)), len(harmed)


MEASURES = ("peer_support.support", "outcomes.credit", "verifications_given.support")


def _fell(old: Decision, new: Decision | None) -> bool:
    now = new.measures if new is not None else {}
    return any(now.get(name, 0.0) < (1.0 - LOSS) * old.measures[name] for name in MEASURES if name in old.measures)
