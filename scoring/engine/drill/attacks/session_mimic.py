"""Whole sessions with pauses as people make them, new prompts, and a keyboard that is touched."""

import numpy as np

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot

WEEKS = 8
TURNS = 12


def plan(plot: Plot) -> None:
    person = plot.somebody_with_free_weeks(WEEKS)
    for monday in plot.free_mondays(person, WEEKS):
        number = int(plot.rng.integers(250, 900))
        starts = plot.own_moments(monday, number // TURNS)
        pauses = plot.rng.lognormal(np.log(60), 1.0, (len(starts), TURNS))
        at = (starts[:, None] + np.cumsum(pauses, axis=1)).astype(np.int64).ravel()
        prompts = plot.new_prompts(len(at))
        plot.uses(person, monday, at, prompts, attended=20)


ATTACK = Attack("session_mimic", "weeks", "Sessions are imitated: human pauses, new prompts, some typing.", plan)
