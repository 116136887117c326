"""P11: facts arrive one by one in any order; judging only those whom each one reaches is as judging everybody anew.

The facts of a world arrive in a random order, so that late ones, withdrawals, reversals and the news that somebody
is a machine come among the others, even before what they speak of. The last SINGLE of them come one by one; each
time the decisions of those whom the fact reaches are made again and the others kept. After the last, all (with tier,
digest and next look) are compared with a judgement of everybody.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scoring.engine.affected import affected
from scoring.engine.facts import NEVER, Bools, Facts, Ints
from scoring.engine.judge import judge
from scoring.engine.policy import CURRENT
from tests.scoring.engine.companies import BADGE
from tests.scoring.engine.rules import SENSITIVE, SLUG, live
from tests.scoring.engine.worlds.arrived import Arrived
from tests.scoring.engine.worlds.drawing import A_LITTLE
from tests.scoring.engine.worlds.law import Answer, Change, Law, Setting, everywhere
from tests.scoring.engine.worlds.packing import NUMBERS, ROBO, SLOTS, Worlds
from tests.scoring.engine.worlds.shuffling import any_seed, scattered

KINDS = ("gifts", "outcomes", "verifications", "withdrawals", "reversals", "machines")
SINGLE = 3
# Every kind of measure, each once, since each is worked out five times; roles have to be chosen.
_spoken = {"peer_support": {"at_least": 0.5, "from": ["nominations", "thanks"]}}
_managed = {"manager_statement": {"at_least": 1}}
RULES = [
    live(
        {
            "badge": SLUG,
            "counts_from": "8 epochs",
            "criteria": {"any": [_spoken, _managed, {"outcomes": {"credit": 0.5, "verifiers": 1}}]},
            "tiers": {"bronze": 1, "silver": 2, "gold": 4},
        }
    ),
    *(rule for rule in SENSITIVE if rule.rule.badge == "first-review"),
    live(
        {
            "badge": "steady-hand",
            "criteria": {
                "all": [{"any": [{"outcomes": {"credit": 0.5}}, {"holds": {"badge": "first-review"}}]}, _spoken]
            },
        }
    ),
]


def steps_of(worlds: Worlds, seed: Ints) -> dict[str, Ints]:
    """By kind and row: in which step it arrives, 1 to SINGLE for the last ones and 0 for all before; NEVER for what
    does not happen."""
    facts = worlds.facts
    ids = {
        "gifts": facts.gifts.id,
        "outcomes": facts.outcomes.id,
        "verifications": facts.verifications.id,
        "withdrawals": np.where(facts.gifts.withdrawn_at != NEVER, facts.gifts.id, -1),
        "reversals": np.where(facts.outcomes.reversed_at != NEVER, facts.outcomes.id, -1),
        "machines": np.where(facts.people.automated, worlds.world_of("people") * NUMBERS + ROBO, -1),
    }
    number = np.concatenate([ids[kind] for kind in KINDS])
    of_kind = np.repeat(np.arange(len(KINDS)), [len(ids[kind]) for kind in KINDS])
    world = number // NUMBERS
    luck = scattered((number % NUMBERS) * len(KINDS) + of_kind, seed[world])
    order = np.lexsort((luck, world))
    step = np.empty(len(number), np.int64)
    to_come = np.searchsorted(world[order], world[order], side="right") - np.arange(len(order)) - 1
    step[order] = np.maximum(0, SINGLE - to_come)
    step[number < 0] = NEVER
    return dict(zip(KINDS, np.split(step, np.cumsum([len(ids[kind]) for kind in KINDS])[:-1]), strict=True))


def known_at(facts: Facts, steps: dict[str, Ints], step: int) -> Facts:
    def arrived(kind: str) -> Bools:
        there: Bools = steps[kind] <= step
        return there

    gifts, outcomes, people = facts.gifts, facts.outcomes, facts.people
    gifts = replace(gifts, withdrawn_at=np.where(arrived("withdrawals"), gifts.withdrawn_at, NEVER))
    outcomes = replace(outcomes, reversed_at=np.where(arrived("reversals"), outcomes.reversed_at, NEVER))
    outcomes = outcomes.take(arrived("outcomes"))
    verifications = facts.verifications.take(arrived("verifications"))
    return replace(
        facts,
        people=replace(people, automated=people.automated & arrived("machines")),
        gifts=gifts.take(arrived("gifts")),
        outcomes=outcomes,
        contributions=facts.contributions.take(np.isin(facts.contributions.outcome, outcomes.id)),
        verifications=verifications.take(np.isin(verifications.outcome, outcomes.id)),
    )


def decided(facts: Facts, at: int, persons: Ints | None, n_people: int) -> np.ndarray:
    """(people, rules) of bytes: digest, tier and next look of each decision; empty where there is none."""
    found = np.full((n_people, len(RULES)), b"", "S96")
    verdict = judge(facts, RULES, CURRENT, at=at, persons=persons)
    for (person, badge), decision in verdict.decisions.items():
        told = f"{decision.inputs_digest}{decision.tier[:6]},{decision.next_check_at}"
        found[person, badge - BADGE] = told.encode()
    return found


def _arriving(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    (seed,) = change
    facts, steps = worlds.facts, steps_of(worlds, seed)
    n_people, known = worlds.n * SLOTS, Arrived(facts)
    for kind in KINDS:
        for row in np.flatnonzero(steps[kind] == 0).tolist():
            known.learn(kind, row)
    kept = decided(known_at(facts, steps, 0), setting.at, None, n_people)
    for step in range(1, SINGLE + 1):
        happened = [known.learn(kind, row) for kind in KINDS for row in np.flatnonzero(steps[kind] == step).tolist()]
        reached = np.array(sorted(set().union(*(affected(one, known) for one in happened))), np.int64)
        kept[reached] = decided(known_at(facts, steps, step), setting.at, reached, n_people)[reached]
    differs = (kept != decided(known_at(facts, steps, SINGLE), setting.at, None, n_people)).any(axis=1)
    by_world = differs.reshape(worlds.n, SLOTS)
    return Answer(everywhere(worlds), ~by_world.any(axis=1), np.zeros(by_world.shape), by_world.astype(np.float64))


STEP_LAWS = (Law("P11", "step by step is as from scratch", any_seed, _arriving, A_LITTLE),)
