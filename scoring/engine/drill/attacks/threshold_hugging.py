"""Just enough: three givers, one gift a quarter each, until the first threshold of the year is reached."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.facts import DAY


def plan(plot: Plot) -> None:
    receiver, *givers = plot.group(4)
    for giver in givers:
        for quarter in range(1 if plot.population.single else 3):
            plot.gives(giver, receiver, days=20, since=plot.population.at - (355 - 90 * quarter) * DAY)


ATTACK = Attack("threshold_hugging", "support", "Three people give one gift a quarter each: just enough.", plan)
