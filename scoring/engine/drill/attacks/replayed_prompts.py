"""The same few prompts again and again, at the hours at which people work."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot

WEEKS = 8


def plan(plot: Plot) -> None:
    person = plot.somebody_with_free_weeks(WEEKS)
    favourites = plot.new_prompts(3)
    for monday in plot.free_mondays(person, WEEKS):
        number = int(plot.rng.integers(250, 900))
        at = plot.own_moments(monday, number)
        prompts = plot.rng.choice(favourites, number)
        plot.uses(person, monday, at, prompts, attended=0)


ATTACK = Attack("replayed_prompts", "weeks", "The same prompts are sent again and again at ordinary hours.", plan)
