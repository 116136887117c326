"""As `replayed_prompts`, every prompt worded anew by a machine."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot

WEEKS = 8


def plan(plot: Plot) -> None:
    person = plot.somebody_with_free_weeks(WEEKS)
    for monday in plot.free_mondays(person, WEEKS):
        number = int(plot.rng.integers(250, 900))
        at = plot.own_moments(monday, number)
        prompts = plot.new_prompts(number)
        plot.uses(person, monday, at, prompts, attended=0)


ATTACK = Attack("paraphrased_prompts", "weeks", "Prompts worded anew by a machine are sent at ordinary hours.", plan)
