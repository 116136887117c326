"""P10 and P12: more suspicion never raises anything, and neither an attack nor a dismissed case costs its victim."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import FindingRows, GiftKind, Ruled
from scoring.engine.findings import CODES, About
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.support import peer_support
from scoring.engine.usage import credited_weeks
from scoring.engine.verifications import verifications_given
from tests.scoring.engine.companies import LAST_DAY, START, joined
from tests.scoring.engine.worlds.drawing import EVERYTHING, GIVING
from tests.scoring.engine.worlds.law import (
    ROUNDING,
    Answer,
    Change,
    Law,
    Setting,
    all_of,
    by_person,
    everywhere,
    given_to_eve,
    standing_of,
    support_of_eves,
)
from tests.scoring.engine.worlds.packing import EVE, IDS, NEWCOMERS, NUMBERS, SLOTS, Worlds, day, moved
from tests.scoring.engine.worlds.suspicion import draw_findings, some_of

EVERY_KIND = OutcomeQuery(frozenset(range(7)))
LATER = 100
ATTACKERS, PLANTED = 5, 15


def measures(worlds: Worlds, setting: Setting) -> np.ndarray:
    """Of everybody: support, credit, verifications given, credited weeks."""
    standing = standing_of(worlds, setting)
    support, credit = peer_support(standing, setting.query), outcome_credit(standing, EVERY_KIND)
    given, weeks = verifications_given(standing, None), credited_weeks(standing, None)
    columns = (
        (support.person, support.support), (credit.person, credit.credit), (given.person, given.support),
        (weeks.person, weeks.credited),
    )  # fmt: skip
    return np.concatenate([by_person(worlds.n, *pair) for pair in columns], axis=1)


def _one_more_finding(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """A row of findings for each world with its local ids, one array a column; -1 in `about_id` where there is
    nothing to find."""
    more = draw_findings(rng, worlds, 1, first=LATER, acting=True)
    stored = worlds.facts.findings
    old = some_of(rng, np.arange(len(stored)), worlds.world_of("findings"), more.finding // NUMBERS)
    # Most are about a fact that something was found about, half belong to a finding that there is: its pattern grows.
    for names, share in ((("about_kind", "about_id"), 0.75), (("finding",), 0.5)):
        like_old = (old >= 0) & (rng.random(len(more)) < share)
        taken = {name: np.where(like_old, getattr(stored, name)[old], getattr(more, name)) for name in names}
        more = replace(more, **taken)
    # Half say little, which must not free what other findings hold back.
    more = replace(more, p_value=np.where(rng.random(len(more)) < 0.5, 0.5, more.p_value))
    world, columns = more.finding // NUMBERS, []
    more = moved(more, IDS["findings"], -world)
    for name in FindingRows.__dataclass_fields__:
        column = np.full(worlds.n, -1, getattr(more, name).dtype)
        column[world] = getattr(more, name)
        columns.append(column)
    return tuple(columns)


def _one_more(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    local = FindingRows(*change)
    applies = local.about_id >= 0
    more = moved(local.take(applies), IDS["findings"], np.flatnonzero(applies))
    suspected = worlds.changed(findings=joined(worlds.facts.findings, more))
    before, after = measures(worlds, setting), measures(suspected, setting)
    return Answer(applies, all_of(after <= before), before, after)


def _a_stored_finding(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """The place among its world's findings, as a share of 2^30, and whether it is dismissed or snoozed."""
    return rng.integers(0, 1 << 30, worlds.n), rng.choice([Ruled.DISMISSED, Ruled.SNOOZED], worlds.n).astype(np.int64)


def _dismissed(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    share, ruling = change
    findings, world = worlds.facts.findings, worlds.world_of("findings")
    first = np.searchsorted(world, np.arange(worlds.n))
    count = np.searchsorted(world, np.arange(worlds.n), side="right") - first
    row = (first + (share * count >> 30))[count > 0]
    ruled, without = findings.ruling.copy(), np.ones(len(findings), np.bool_)
    ruled[row], without[row] = ruling[count > 0], False
    lifted = worlds.changed(findings=replace(findings, ruling=ruled))
    never = worlds.changed(findings=findings.take(without))
    before, after = measures(never, setting), measures(lifted, setting)
    return Answer(count > 0, all_of(before == after), before, after)


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
    return (rng.choice([2, 3, 4, 5, 6, 8, 9], worlds.n), rng.integers(0, 2, worlds.n))


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
    applies = np.bincount(gifts.giver[of_giver] // SLOTS, minlength=worlds.n) > 0
    return Answer(applies, holds, np.concatenate([before, without], axis=1), suspected)


def _about(ids: np.ndarray, kind: np.ndarray, *, confirmed: np.ndarray) -> FindingRows:
    """The hardest finding there is, N02 with the factor 0, about nominations or thanks."""
    n = len(ids)
    return FindingRows(
        about_kind=kind.astype(np.int64), about_id=ids, code=np.full(n, CODES.index("N02")), factor=np.zeros(n),
        p_value=np.zeros(n), ruling=np.where(confirmed, Ruled.CONFIRMED, Ruled.OPEN).astype(np.int64),
        hold_until=np.full(n, np.iinfo(np.int64).max), at=np.full(n, START),
        finding=ids // NUMBERS * NUMBERS + LATER,
    )  # fmt: skip


FINDING_LAWS = (
    Law("P10", "one more finding never raises a measure of anybody", _one_more_finding, _one_more, EVERYTHING),
    Law("P12", "a planted attack, found or not, costs its victim nothing", an_attack, _planted),
    Law("P12b", "a case about one giver costs that voice at most", _a_giver, _open_case, GIVING),
    Law(
        "P12c", "a dismissed or snoozed finding is as if there had been none", _a_stored_finding, _dismissed, EVERYTHING
    ),
)
