"""P12: neither an attack on a person nor a case about one of their givers costs more than that giver's word."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import NEVER, FindingRows, GiftKind, Ruled
from scoring.engine.findings import CODES, About
from tests.scoring.engine.companies import LAST_DAY, START, joined
from tests.scoring.engine.worlds.bounds_of_support import one_gift_to_eve
from tests.scoring.engine.worlds.law import (
    ROUNDING,
    Answer,
    Change,
    Law,
    Setting,
    all_of,
    everywhere,
    given_to_eve,
    support_of_eves,
)
from tests.scoring.engine.worlds.packing import EVE, NEWCOMERS, NUMBERS, SLOTS, Worlds, day

ATTACKERS, PLANTED = 5, 15
LATER = 100  # the number of the finding that a law adds


def an_attack(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """Who (a place among the attackers) gives to whom (slot) and when; and whether it is found."""
    shape = (worlds.n, PLANTED)
    who = rng.integers(0, ATTACKERS, shape)
    who[np.arange(PLANTED) >= rng.integers(1, PLANTED + 1, (worlds.n, 1))] = -1
    to = rng.choice([EVE, EVE, 2, 3, 4, 5, 6, NEWCOMERS, NEWCOMERS + 1], shape)
    return who, to, day(rng.integers(0, LAST_DAY + 1, shape)), rng.integers(0, 3, worlds.n)


def attacked(worlds: Worlds, attack: Change) -> Worlds:
    """Newcomers nominate Eve, her supporters and each other whenever they like, and all of it may be found."""
    who, to, at, found = attack
    attacker = np.where(who >= 0, NEWCOMERS + who, 0)
    first = np.where(who > 0, NEWCOMERS, 0)
    after = worlds.with_newcomers(np.full((worlds.n, ATTACKERS), 4))
    after = after.with_gifts(np.where(attacker == to, 0, attacker), to, at)
    after = after.with_gifts(np.where(who > 0, attacker, 0), first, at)
    after = after.with_gifts(first, attacker, at)
    gifts = after.facts.gifts
    planted = gifts.giver % SLOTS >= NEWCOMERS
    ids = gifts.id[planted & (found[gifts.giver // SLOTS] > 0)]
    rows = _about(ids, np.full(len(ids), About.NOMINATION), confirmed=found[ids // NUMBERS] == 2)
    return after.changed(findings=joined(worlds.facts.findings, rows))


def _planted(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    before, suspected = support_of_eves(worlds, setting), support_of_eves(attacked(worlds, change), setting)
    return Answer(everywhere(worlds), all_of(suspected >= before), before, suspected)


def _a_giver(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    giver, _ = one_gift_to_eve(rng, worlds, setting)
    return giver, rng.integers(0, 2, worlds.n)


def _open_case(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    """A case about all that one honest giver said of Eve costs her that voice at most."""
    giver, confirmed = change
    gifts = worlds.facts.gifts
    of_giver = given_to_eve(worlds.facts, giver)
    kind = np.where(gifts.kind == GiftKind.THANKS, About.THANKS, About.NOMINATION)
    case = _about(gifts.id[of_giver], kind[of_giver], confirmed=confirmed[gifts.giver[of_giver] // SLOTS] == 1)
    before = support_of_eves(worlds, setting)
    suspected = support_of_eves(worlds.changed(findings=joined(worlds.facts.findings, case)), setting)
    without = support_of_eves(worlds.changed(gifts=gifts.take(~of_giver)), setting)
    holds = (suspected[:, 0] >= without[:, 0] - ROUNDING) & (suspected[:, 0] <= before[:, 0])
    return Answer(giver > 0, holds, np.concatenate([before, without], axis=1), suspected)


def _about(ids: np.ndarray, kind: np.ndarray, *, confirmed: np.ndarray) -> FindingRows:
    """The hardest finding there is, N02 with the factor 0, about nominations or thanks."""
    n = len(ids)
    return FindingRows(
        about_kind=kind.astype(np.int64), about_id=ids, code=np.full(n, CODES.index("N02")), factor=np.zeros(n),
        p_value=np.zeros(n), ruling=np.where(confirmed, Ruled.CONFIRMED, Ruled.OPEN).astype(np.int64),
        hold_until=np.full(n, NEVER), at=np.full(n, START),
        finding=ids // NUMBERS * NUMBERS + LATER,
    )  # fmt: skip


ATTACK_LAWS = (
    Law("P12", "a planted attack, found or not, costs its victim nothing", an_attack, _planted),
    Law("P12b", "a case about one giver costs that voice at most", _a_giver, _open_case),
)
