"""Five people recognise the same two, so that neither stands out by who gave to them alone."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    one, other, *givers = plot.group(7)
    for giver in givers:
        plot.gives(giver, one, plot.times())
        plot.gives(giver, other, plot.times())


ATTACK = Attack("two_receivers", "support", "Five people recognise the same two.", plan)
