"""A script that waits a random third longer or shorter each time."""

import numpy as np

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.policy import WEEK

WEEKS = 8


def plan(plot: Plot) -> None:
    person = plot.somebody_with_free_weeks(WEEKS)
    favourites = plot.new_prompts(3)
    for monday in plot.free_mondays(person, WEEKS):
        number = int(plot.rng.integers(250, 900))
        gaps = WEEK / number * plot.rng.uniform(0.7, 1.3, number)
        at = monday + np.cumsum(gaps).astype(np.int64)
        prompts = plot.rng.choice(favourites, number)
        plot.uses(person, monday, at, prompts, attended=0)


ATTACK = Attack("jitter_loop", "weeks", "A script sends the same prompts with a random pause between them.", plan)
