"""A team speaks for one of its own within three days, as it was asked to."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    receiver, *givers = plot.team(1 + int(plot.rng.integers(4, 9)))
    for giver in givers:
        plot.gives(giver, receiver, days=3)


ATTACK = Attack("manager_surge", "support", "A team recognises one of its own within three days.", plan)
