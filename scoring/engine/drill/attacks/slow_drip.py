"""A clique that takes a year: few gifts in any month."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot
from scoring.engine.facts import DAY


def plan(plot: Plot) -> None:
    members = plot.group(int(plot.rng.integers(3, 7)))
    plot.all_give(members, days=360, since=plot.population.at - 364 * DAY)


ATTACK = Attack("slow_drip", "support", "Three to six people recognise each other slowly, over a year.", plan)
