"""Two people recognise each other, again and again where the company does."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    one, other = plot.group(2)
    for giver, receiver in ((one, other), (other, one)):
        plot.gives(giver, receiver, 1 if plot.population.single else max(2, plot.times()))


ATTACK = Attack("reciprocal_pair", "support", "Two people keep recognising each other.", plan)
