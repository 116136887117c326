"""P10 and P12: more suspicion never raises anything, and a dismissed case restores all of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import FindingRows, Ruled
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.support import peer_support
from scoring.engine.usage import credited_weeks
from scoring.engine.verifications import verifications_given
from tests.scoring.engine.companies import joined
from tests.scoring.engine.worlds.drawing import EVERYTHING
from tests.scoring.engine.worlds.law import (
    Answer,
    Change,
    Law,
    Setting,
    all_of,
    by_person,
    standing_of,
)
from tests.scoring.engine.worlds.packing import IDS, NUMBERS, Worlds, moved
from tests.scoring.engine.worlds.suspicion import draw_findings, some_of

EVERY_KIND = OutcomeQuery(frozenset(range(7)))
LATER = 100


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


FINDING_LAWS = (
    Law("P10", "one more finding never raises a measure of anybody", _one_more_finding, _one_more, EVERYTHING),
    Law("P12c", "a dismissed or snoozed finding is as if there were none", _a_stored_finding, _dismissed, EVERYTHING),
)
