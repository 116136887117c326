"""P8 and P9 for work: order and one's own word change nothing, and an outcome in parts earns no more than whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from scoring.engine.facts import NEVER, UNKNOWN, Contributions, Ints, Verifications
from scoring.engine.outcomes import OutcomeQuery, outcome_credit
from scoring.engine.verifications import verifications_given
from tests.scoring.engine.companies import joined
from tests.scoring.engine.worlds.drawing import WORKING
from tests.scoring.engine.worlds.law import Answer, Change, Law, Setting, all_of, by_person, everywhere, standing_of
from tests.scoring.engine.worlds.packing import NUMBERS, Worlds
from tests.scoring.engine.worlds.shuffling import any_seed, scattered, shuffled
from tests.scoring.engine.worlds.suspicion import some_of

QUERY = OutcomeQuery(frozenset({0, 1, 2}))
PARTS = 5
LATER = 100  # numbers of outcomes and verifications that a law adds begin here


def credits(worlds: Worlds, setting: Setting) -> np.ndarray:
    measure = outcome_credit(standing_of(worlds, setting), QUERY)
    return by_person(worlds.n, measure.person, measure.credit)


def _a_split(rng: Generator, worlds: Worlds, setting: Setting) -> Change:
    """An outcome (number, -1 where none can be split), and where its lines are cut, as shares of 2^30."""
    outcomes = worlds.facts.outcomes
    together = (outcomes.size > 0) & ((outcomes.root != UNKNOWN) | (outcomes.area != UNKNOWN))
    row = some_of(rng, np.flatnonzero(together), outcomes.id[together] // NUMBERS, np.arange(worlds.n))
    cuts = rng.integers(0, (1 << 30) + 1, (worlds.n, PARTS - 1))
    # Fewer parts, and even ones: a share of 2^30 is everything, so that some parts are empty.
    cuts[rng.random(worlds.n) < 0.3, 1:] = 1 << 30
    return np.where(row < 0, -1, np.append(outcomes.id, 0)[row] % NUMBERS), np.sort(cuts, axis=1)


def _in_parts(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    """Each part has the contributors and verifications of the whole."""
    number, cuts = change
    outcomes = worlds.facts.outcomes
    is_split = outcomes.id % NUMBERS == number[outcomes.id // NUMBERS]
    rows = np.repeat(np.flatnonzero(is_split), PARTS)
    part = np.tile(np.arange(PARTS), int(is_split.sum()))
    ids = outcomes.id[rows]
    edges = np.pad(cuts, ((0, 0), (1, 1)), constant_values=(0, 1 << 30))[ids // NUMBERS, :]
    lines = edges * outcomes.size[rows][:, None] >> 30
    at = np.arange(len(rows))
    parts = replace(
        outcomes.take(rows),
        id=np.where(part == 0, ids, ids // NUMBERS * NUMBERS + LATER + part),
        size=lines[at, part + 1] - lines[at, part],
    )
    split = worlds.changed(
        outcomes=joined(outcomes.take(~is_split), parts),
        contributions=_for_parts(worlds.facts.contributions, number),
        verifications=_for_parts(worlds.facts.verifications, number),
    )
    before, after = credits(worlds, setting), credits(split, setting)
    applies = np.bincount(outcomes.id[is_split] // NUMBERS, minlength=worlds.n) > 0
    return Answer(applies, all_of(after <= before), before, after)


def _for_parts(columns: Contributions | Verifications, number: Ints) -> Contributions | Verifications:
    of_it = columns.outcome % NUMBERS == number[columns.outcome // NUMBERS]
    for part in range(1, PARTS):
        more = columns.take(np.append(of_it, np.zeros(len(columns) - len(of_it), np.bool_)))
        more = replace(more, outcome=more.outcome // NUMBERS * NUMBERS + LATER + part)
        if isinstance(more, Verifications):
            more = replace(more, id=more.id + LATER * part)
        columns = joined(columns, more)
    return columns


def _in_another_order(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    (seed,) = change
    tables = ("outcomes", "contributions", "verifications")
    other = worlds.changed(
        **{table: shuffled(getattr(worlds.facts, table), worlds.world_of(table), seed) for table in tables}
    )
    before, after = (_of_all(w, setting, told=True) for w in (worlds, other))
    return Answer(everywhere(worlds), all_of(before == after), before, after)


def _own_word(worlds: Worlds, change: Change, setting: Setting) -> Answer:
    """Every contributor verifies every outcome that they had a part in, at the moment or long ago."""
    (seed,) = change
    parts = worlds.facts.contributions
    world = worlds.world_of("contributions")
    place = np.arange(len(parts)) - np.searchsorted(world, world)
    ago = scattered(parts.outcome, seed[world]) % (900 * 86_400)
    own = Verifications(
        id=world * NUMBERS + LATER + place, outcome=parts.outcome, verifier=parts.person, at=setting.at - ago,
        verifier_team=parts.team, withdrawn_at=np.full(len(parts), NEVER),
    )  # fmt: skip
    more = worlds.changed(verifications=joined(worlds.facts.verifications, own))
    before, after = (_of_all(w, setting, told=False) for w in (worlds, more))
    return Answer(everywhere(worlds), all_of(before == after), before, after)


def _of_all(worlds: Worlds, setting: Setting, *, told: bool) -> np.ndarray:
    standing = standing_of(worlds, setting)
    credit, given = outcome_credit(standing, QUERY), verifications_given(standing, None)
    found = []
    for measure, names in (
        (credit, ("credit", "roots", "verifiers_count", "next_check_at")),
        (given, ("support", "authors", "teams", "next_check_at")),
    ):
        columns = [getattr(measure, name) for name in (names if told else names[:3])]
        if told:
            columns.extend((measure.prints(measure.person) >> np.uint64(12)).astype(np.float64).T)
        found.append(by_person(worlds.n, measure.person, *columns))
    return np.concatenate(found, axis=1)


WORK_LAWS = (
    Law("P8c", "another order of the work changes nothing, nor its reasons", any_seed, _in_another_order, WORKING),
    Law("P8d", "a word on one's own work is nothing", any_seed, _own_word, WORKING),
    Law("P9", "an outcome in parts never earns more than the whole", _a_split, _in_parts, WORKING),
)
