"""Three to six people all recognise each other within a quarter."""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot


def plan(plot: Plot) -> None:
    plot.all_give(plot.group(int(plot.rng.integers(3, 7))))


ATTACK = Attack("clique", "support", "Three to six people all recognise each other within a quarter.", plan)
