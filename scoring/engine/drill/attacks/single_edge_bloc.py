"""Five to ten people recognise one person once each, spread over half a year: no pair ever repeats."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    receiver, *givers = plot.group(1 + int(plot.rng.integers(5, 11)))
    for giver in givers:
        plot.gives(giver, receiver, days=120)


ATTACK = Attack("single_edge_bloc", "support", "Five to ten people recognise one person once each.", plan)
