"""A clique whose members also give ten honest-looking gifts each, to people whom many recognise.

Camouflage lowers every share of giving that stays inside; it costs the attackers attention (n_i grows).
"""

from scoring.engine.drill.attack import Attack
from scoring.engine.drill.plot import Plot

GIFTS = 10


def plan(plot: Plot) -> None:
    members = plot.group(int(plot.rng.integers(3, 7)))
    plot.all_give(members)
    for giver in sorted(members):
        plot.covers(giver, GIFTS)


ATTACK = Attack("camouflage", "support", "A clique hides behind ten honest-looking gifts of each member.", plan)
