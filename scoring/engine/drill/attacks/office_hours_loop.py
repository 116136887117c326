"""The script with random pauses, eight hours on five days."""

import numpy as np

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.facts import DAY

WEEKS = 8
HOURS = 8 * 3600  # of a working day
OFFICE = 5 * HOURS


def plan(plot: Plot) -> None:
    person = plot.somebody_with_free_weeks(WEEKS)
    favourites = plot.new_prompts(3)
    for monday in plot.free_mondays(person, WEEKS):
        number = int(plot.rng.integers(250, 900))
        gaps = OFFICE / number * plot.rng.uniform(0.7, 1.3, number)
        worked = np.minimum(np.cumsum(gaps).astype(np.int64), OFFICE - 1)
        at = monday + worked // HOURS * DAY + 9 * 3600 + worked % HOURS
        prompts = plot.rng.choice(favourites, number)
        plot.uses(person, monday, at, prompts, attended=0)


ATTACK = Attack("office_hours_loop", "weeks", "A script sends the same prompts during office hours.", plan)
