"""P5 and P12 for what is decided: no word and no attack takes a tier, whoever speaks in which role.

A person who nominates somebody and verified their work is read in one role only (engine/roles.py), so that a further
word could take another one out of the count.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import NEVER, UNKNOWN, Verifications
from scoring.engine.judge import judge
from tests.scoring.engine.companies import BADGE, joined
from tests.scoring.engine.rules import SLUG, live
from tests.scoring.engine.worlds import law
from tests.scoring.engine.worlds.drawing import Busy
from tests.scoring.engine.worlds.law import Answer, Change, Law, Setting, everywhere
from tests.scoring.engine.worlds.laws_of_attacks import ATTACKERS, an_attack, attacked
from tests.scoring.engine.worlds.laws_of_giving import gifts_now
from tests.scoring.engine.worlds.packing import EVE, NEWCOMERS, NUMBERS, SLOTS, Worlds
from tests.scoring.engine.worlds.suspicion import some_of

WORD_AND_WORK = Busy(loose=14, patterns=1, outcomes=10, verifications=20)
TIERS = {"bronze": 1, "silver": 2, "gold": 4}
LEVELS = {"": 0} | {tier: level for level, tier in enumerate(TIERS, start=1)}
LATER = 200  # numbers of the attackers' verifications begin here

_word = {"peer_support": {"at_least": 0.5, "voices": 2, "from": ["nominations", "thanks"]}}
_work = {"outcomes": {"credit": 0.4, "verifiers": 2}}
RULES = [
    live({"badge": SLUG, "criteria": {how: [_word, _work]}, "tiers": TIERS, **since})
    for how, since in (("all", {}), ("any", {"counts_from": "4 epochs"}))
]


def levels(worlds: Worlds, setting: Setting) -> np.ndarray:
    """(worlds, rules): which tier each Eve has, 0 for none."""
    found = np.zeros((worlds.n, len(RULES)))
    for place, rule in enumerate(RULES):
        verdict = judge(worlds.facts, [rule], law.CURRENT, at=setting.at, persons=worlds.eves)
        for (person, _), decision in verdict.decisions.items():
            found[person // SLOTS, place] = LEVELS[decision.tier]
    return found


def _by_verifiers(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """As `gifts_now`, the first of them by somebody who verified work of Eve's, where there is one."""
    slots, badge, label = gifts_now(rng, worlds, setting)
    parts, verifications = worlds.facts.contributions, worlds.facts.verifications
    eves = parts.outcome[parts.person % SLOTS == EVE]
    of_eve = np.isin(verifications.outcome, eves) & (verifications.verifier % SLOTS != EVE)
    world = verifications.verifier[of_eve] // SLOTS
    verifier = some_of(rng, verifications.verifier[of_eve] % SLOTS, world, np.arange(worlds.n))
    slots[:, 0] = np.where(verifier > 0, verifier, slots[:, 0])
    badge[:, 0], label[:, 0] = BADGE, UNKNOWN
    return slots, badge, label


def _one_more_word(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    slots, badge, label = change
    worlds = worlds.with_newcomers(np.zeros((worlds.n, 1), np.int64))
    more = worlds.with_gifts(slots, np.full(slots.shape, EVE), setting.at, badge=badge, label=label)
    return _never_lower(worlds, more, setting)


def _attack_and_verify(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """An attack, and how likely each attacker is to verify each outcome, in parts of 2^30 for each of them."""
    return *an_attack(rng, worlds, setting), rng.integers(0, 1 << 30, (worlds.n, ATTACKERS))


def _attacked_in_both_roles(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    *attack, luck = change
    after = attacked(worlds, tuple(attack))
    outcomes = after.facts.outcomes
    row, attacker = (index.ravel() for index in np.indices((len(outcomes), ATTACKERS)))
    world, number = outcomes.id[row] // NUMBERS, outcomes.id[row] % NUMBERS
    says = luck[world, attacker] >> number & 1 == 1
    row, attacker, world, number = row[says], attacker[says], world[says], number[says]
    words = Verifications(
        id=world * NUMBERS + LATER + number * ATTACKERS + attacker,
        outcome=outcomes.id[row],
        verifier=world * SLOTS + NEWCOMERS + attacker,
        at=outcomes.at[row] + 1,
        verifier_team=after.team_at(world, NEWCOMERS + attacker, outcomes.at[row]),
        withdrawn_at=np.full(len(row), NEVER),
    )
    return _never_lower(worlds, after.changed(verifications=joined(after.facts.verifications, words)), setting)


def _never_lower(worlds: Worlds, more: Worlds, setting: Setting) -> Answer:
    before, after = levels(worlds, setting), levels(more, setting)
    return Answer(everywhere(worlds), (after >= before).all(axis=1), before, after)


DECISION_LAWS = (
    Law("P5b", "one more word, a verifier's too, never takes a tier", _by_verifiers, _one_more_word, WORD_AND_WORK),
    Law("P12d", "an attack in both roles takes no tier", _attack_and_verify, _attacked_in_both_roles, WORD_AND_WORK),
)
