"""Four to eight people of different teams recognise one person within a month."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    receiver, *givers = plot.group(1 + int(plot.rng.integers(4, 9)))
    for giver in givers:
        plot.gives(giver, receiver, plot.times(), days=30)


ATTACK = Attack("cross_team_bloc", "support", "Four to eight people recognise one person within a month.", plan)
