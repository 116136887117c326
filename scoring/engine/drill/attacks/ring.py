"""Three to seven people pass recognition round in one direction, so that nobody returns anything."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    members = plot.group(int(plot.rng.integers(3, 8)))
    for place, giver in enumerate(members):
        plot.gives(giver, members[(place + 1) % len(members)], plot.times())


ATTACK = Attack("ring", "support", "Three to seven people pass recognition round, each to the next.", plan)
