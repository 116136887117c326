"""A script sends the same few prompts every few minutes, day and night."""

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
        at = monday + np.arange(number) * WEEK // number
        prompts = plot.rng.choice(favourites, number)
        plot.uses(person, monday, at, prompts, attended=0)


ATTACK = Attack("cron_loop", "weeks", "A script sends the same prompts every few minutes, day and night.", plan)
